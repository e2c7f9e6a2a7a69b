package dev.dougong.web;

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
