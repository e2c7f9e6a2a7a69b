package dev.dougong.bench.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Starts an embedded PostgreSQL with durable commits. */
public final class BenchDatabase {

  /** Name of the folder of its data. */
  public static final String FOLDER = "postgres";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "on",
          "full_page_writes", "on",
          "synchronous_commit", "on",
          "shared_buffers", "1GB",
          "effective_cache_size", "8GB",
          "max_wal_size", "8GB",
          "maintenance_work_mem", "512MB",
          "work_mem", "32MB",
          "random_page_cost", "1.1");

  private BenchDatabase() {}

  /**
   * Starts it on an empty data folder; closing the answer stops it and deletes its data.
   *
   * @param home folder under which the data lies
   * @param more settings besides those that every benchmark has
   */
  public static EmbeddedPostgres start(Path home, Map<String, String> more) throws IOException {
    return start(home, more, true);
  }

  /** Starts it on the data that are there, empty where none are; closing the answer leaves them. */
  public static EmbeddedPostgres open(Path home) throws IOException {
    return start(home, Map.of(), false);
  }

  private static EmbeddedPostgres start(Path home, Map<String, String> more, boolean isForgotten)
      throws IOException {
    Files.createDirectories(home);
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(home.resolve(FOLDER))
            .setCleanDataDirectory(isForgotten)
            .setLocaleConfig("encoding", "UTF-8")
            .setLocaleConfig("locale", "C");
    SETTINGS.forEach(builder::setServerConfig);
    more.forEach(builder::setServerConfig);
    return builder.start();
  }

  /** Address of the database of a server that was started here. */
  public static String jdbcUrl(EmbeddedPostgres postgres) {
    return postgres.getJdbcUrl("postgres", "postgres");
  }
}
