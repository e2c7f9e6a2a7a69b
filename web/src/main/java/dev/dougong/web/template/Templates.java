package dev.dougong.web.template;

import dev.dougong.engine.packages.Packages;
import io.quarkus.runtime.util.ClassPathUtils;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The apps that come with the product: folders of {@code templates/} on the class path, each the
 * zip that anybody could upload. Thread-safe.
 */
@Singleton
public final class Templates {

  private static final String ROOT = "templates";
  private static final String APP = "app.json";

  private final Packages packages;

  /** Over the packages of the workspace. */
  @Inject
  public Templates(Packages packages) {
    this.packages = packages;
  }

  /** The text of {@code app.json} of each app, by its name, which is that of its folder. */
  public SortedMap<String, String> apps() {
    SortedMap<String, String> apps = new TreeMap<>();
    visit(
        ROOT,
        root -> {
          try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : (Iterable<Path>) folders::iterator) {
              Path app = folder.resolve(APP);
              if (Files.isRegularFile(app)) {
                apps.put(name(root, folder), Files.readString(app));
              }
            }
          }
        });
    return apps;
  }

  /** The package of an app, or null where there is none of the name. */
  public byte @Nullable [] zip(String name) {
    if (!apps().containsKey(name)) {
      return null;
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    visit(
        ROOT + "/" + name,
        root -> {
          try (Stream<Path> all = Files.walk(root)) {
            for (Path file : (Iterable<Path>) all::iterator) {
              if (Files.isRegularFile(file)) {
                files.put(name(root, file), Files.readAllBytes(file));
              }
            }
          }
        });
    return packages.zip(files);
  }

  private static String name(Path root, Path path) {
    String name = root.relativize(path).toString().replace('\\', '/');
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }

  /** What is done with a folder. */
  @FunctionalInterface
  private interface Visit {
    void of(Path folder) throws IOException;
  }

  private static void visit(String folder, Visit visit) {
    try {
      ClassPathUtils.consumeAsPaths(
          folder,
          path -> {
            try {
              visit.of(path);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
