package dev.dougong.web;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import dev.dougong.web.startup.internal.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;

/** Empty databases for tests. */
public final class TestDatabase {

  private TestDatabase() {}

  /** Starts an empty database in the folder; what was there before is deleted. */
  public static EmbeddedDatabase fresh(Path home) {
    return fresh(home, new Properties());
  }

  /** The same with more settings of the server. */
  public static EmbeddedDatabase fresh(Path home, Properties settings) {
    try {
      delete(home.resolve("database-18"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return start(home, settings);
  }

  /** Starts a copy of a database that was stopped; what was in the folder before is deleted. */
  public static EmbeddedDatabase copy(Path of, Path home) {
    try (Stream<Path> all = Files.walk(of)) {
      delete(home);
      for (Path path : all.toList()) {
        Path to = home.resolve(of.relativize(path));
        Files.createDirectories(to.getParent());
        Files.copy(path, to, COPY_ATTRIBUTES, NOFOLLOW_LINKS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return start(home, new Properties());
  }

  private static EmbeddedDatabase start(Path home, Properties settings) {
    Properties fast = new Properties();
    fast.setProperty("fsync", "off");
    fast.putAll(settings);
    return EmbeddedDatabase.start(home, fast, line -> {});
  }

  /** Deletes a folder with all that is in it, if it is there. */
  public static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
