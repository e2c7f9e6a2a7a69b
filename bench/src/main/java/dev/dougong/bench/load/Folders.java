package dev.dougong.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies and deletes folders of data. */
final class Folders {

  private Folders() {}

  /** Copies a folder with all that is in it, with its rights, to where nothing is. */
  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.toAbsolutePath().getParent());
    for (Path path : all(from)) {
      Path target = to.resolve(from.relativize(path).toString());
      Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** Deletes a folder with all that is in it, where there is one. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      for (Path path : all(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static List<Path> all(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
