package dev.dougong.engine.testkit;

import dev.dougong.engine.storage.Workspace;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** One embedded PostgreSQL for all tests of a JVM; each test takes a workspace of its own. */
public final class TestDatabase {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestDatabase() {}

  /** Starts with the first use and ends with the JVM. */
  private static final class Holder {
    static final EmbeddedPostgres SERVER = start();
    static final AgroalDataSource POOL = pool(SERVER.getPort());
  }

  /** Pooled connections to the server. */
  public static DataSource dataSource() {
    return Holder.POOL;
  }

  /** A connection outside the pool, for tests that end it by force. */
  public static Connection newConnection() throws SQLException {
    return Holder.SERVER.getPostgresDatabase().getConnection();
  }

  /** An empty schema with the platform's own tables. */
  public static Workspace newWorkspace() {
    Workspace workspace = Workspace.of("t" + NUMBER.incrementAndGet());
    migrate(dataSource(), workspace);
    return workspace;
  }

  /** Makes the platform's own tables in a server of the caller's. */
  public static void migrate(DataSource server, Workspace workspace) {
    Flyway.configure()
        .dataSource(server)
        .schemas(workspace.schema().text())
        .locations("classpath:db/workspace")
        .failOnMissingLocations(false)
        .load()
        .migrate();
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setLocaleConfig("locale", "C")
          .setLocaleConfig("encoding", "UTF8")
          .setServerConfig("fsync", "off")
          .setServerConfig("full_page_writes", "off")
          .setServerConfig("shared_buffers", "128MB")
          .setServerConfig("max_connections", "120")
          .setPGStartupWait(Duration.ofMinutes(2))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pooled connections to a server of the caller's on this machine. */
  public static AgroalDataSource pool(int port) {
    AgroalDataSourceConfigurationSupplier configuration =
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(
                pool ->
                    pool.maxSize(100)
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .acquisitionTimeout(Duration.ofSeconds(30))
                        .connectionFactoryConfiguration(
                            factory ->
                                factory
                                    .jdbcUrl("jdbc:postgresql://localhost:" + port + "/postgres")
                                    .principal(new NamePrincipal("postgres"))));
    try {
      return AgroalDataSource.from(configuration);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
