package dev.dougong.engine.fieldtype;

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

/** Finds the classes {@code <id in lower case>/<Name>FieldType} beside this one. */
final class FieldTypeScan {

  private FieldTypeScan() {}

  /** One new instance of each type, in no order; works from a directory and from a jar. */
  static List<FieldType> find() {
    String self = FieldTypeScan.class.getSimpleName() + ".class";
    try {
      URI uri = Objects.requireNonNull(FieldTypeScan.class.getResource(self)).toURI();
      if (!uri.getScheme().equals("jar")) {
        return typesBelow(Objects.requireNonNull(Path.of(uri).getParent()));
      }
      URI jar = URI.create(uri.toString().substring(0, uri.toString().indexOf("!/")));
      try (FileSystem files = FileSystems.newFileSystem(Path.of(path(jar)), Map.of())) {
        return typesBelow(files.getPath("/" + packageName().replace('.', '/')));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI path(URI jar) {
    return URI.create(jar.getRawSchemeSpecificPart());
  }

  private static String packageName() {
    return FieldTypeScan.class.getPackageName();
  }

  private static List<FieldType> typesBelow(Path folder) throws IOException {
    List<FieldType> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, 2)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (name.indexOf('/') > 0 && name.endsWith("FieldType.class")) {
          String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
          types.add(instance(packageName() + "." + type));
        }
      }
    }
    return types;
  }

  private static FieldType instance(String className) {
    try {
      return Class.forName(className)
          .asSubclass(FieldType.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Field type " + className + " has no usable constructor", e);
    }
  }
}
