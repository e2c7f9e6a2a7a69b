package dev.dougong.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds the folders of an open type where there is no container: in tests and tools. */
public final class TypeScan {

  private TypeScan() {}

  /** A new instance of each class {@code <folder>/<Name><suffix>} beside the open interface. */
  public static <T> List<T> find(Class<T> type) {
    String suffix = type.getSimpleName();
    try {
      URI uri = Objects.requireNonNull(type.getResource(suffix + ".class")).toURI();
      if (!uri.getScheme().equals("jar")) {
        return below(type, Objects.requireNonNull(Path.of(uri).getParent()));
      }
      String inJar = uri.getRawSchemeSpecificPart();
      URI jar = URI.create(inJar.substring(0, inJar.indexOf("!/")));
      try (FileSystem files = FileSystems.newFileSystem(Path.of(jar), Map.of())) {
        return below(type, files.getPath("/" + type.getPackageName().replace('.', '/')));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> List<T> below(Class<T> type, Path folder) throws IOException {
    List<T> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, 2)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (name.indexOf('/') > 0 && name.endsWith(type.getSimpleName() + ".class")) {
          String path = name.substring(0, name.length() - ".class".length()).replace('/', '.');
          found.add(instance(type, type.getPackageName() + "." + path));
        }
      }
    }
    return found;
  }

  private static <T> T instance(Class<T> type, String className) {
    try {
      return Class.forName(className).asSubclass(type).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(className + " has no usable constructor", e);
    }
  }
}
