package dev.dougong.web;

import dev.dougong.web.startup.internal.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A new database of the application's own kind for each run of the tests. */
public final class DatabaseResource implements QuarkusTestResourceLifecycleManager {

  /** Password of {@code admin} in tests. */
  public static final String ADMIN_PASSWORD = "correct horse battery staple";

  private static final Path HOME = Path.of("target", "test-home");

  private @Nullable EmbeddedDatabase database;

  @Override
  public Map<String, String> start() {
    EmbeddedDatabase started = TestDatabase.fresh(HOME);
    database = started;
    return Map.ofEntries(
        Map.entry("quarkus.datasource.jdbc.url", started.url()),
        Map.entry("quarkus.datasource.username", started.user()),
        Map.entry("quarkus.datasource.password", started.password()),
        Map.entry("dougong.home", HOME.toString()),
        Map.entry("dougong.outgoing.hosts", "127.0.0.1"),
        Map.entry("dougong.admin.password", ADMIN_PASSWORD),
        Map.entry("dougong.demo.template", "none"),
        Map.entry("dougong.demo", "false"));
  }

  @Override
  public void stop() {
    if (database != null) {
      database.close();
    }
  }
}
