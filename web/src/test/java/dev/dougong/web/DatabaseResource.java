package dev.dougong.web;

import dev.dougong.web.startup.internal.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A new database of the application's own kind for each run of the tests. */
public final class DatabaseResource implements QuarkusTestResourceLifecycleManager {

  /** Password of {@code admin} in tests. */
  public static final String ADMIN_PASSWORD = "correct horse battery staple";

  private static final Path HOME = Path.of("target", "test-home");

  private @Nullable EmbeddedDatabase database;

  @Override
  public Map<String, String> start() {
    try {
      deleteData();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Properties fast = new Properties();
    fast.setProperty("fsync", "off");
    EmbeddedDatabase started = EmbeddedDatabase.start(HOME, fast, line -> {});
    database = started;
    return Map.of(
        "quarkus.datasource.jdbc.url",
        started.url(),
        "quarkus.datasource.username",
        started.user(),
        "quarkus.datasource.password",
        started.password(),
        "dougong.admin.password",
        ADMIN_PASSWORD,
        "dougong.demo.template",
        "none",
        "dougong.demo",
        "false");
  }

  @Override
  public void stop() {
    if (database != null) {
      database.close();
    }
  }

  private static void deleteData() throws IOException {
    Path data = HOME.resolve("database-18");
    if (Files.exists(data)) {
      try (Stream<Path> all = Files.walk(data)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
