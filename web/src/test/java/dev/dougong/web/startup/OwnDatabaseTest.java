package dev.dougong.web.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.TestDatabase;
import dev.dougong.web.startup.internal.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The passwords of our own database live as long as it runs. */
class OwnDatabaseTest {

  private static final Path HOME = Path.of("target", "own-database-home");
  private static final Path SUPERUSER = HOME.resolve("database.superuser.secret");

  private static EmbeddedDatabase again() {
    Properties fast = new Properties();
    fast.setProperty("fsync", "off");
    return EmbeddedDatabase.start(HOME, fast, line -> {});
  }

  private static void opens(EmbeddedDatabase database, String user, String password)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url(), user, password)) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  @Test
  @Asvs("13.2.1")
  void everyStartMakesNewPasswordsAndNoneIsLostWhereItEndsBetween()
      throws IOException, SQLException {
    String first;
    String firstOfAll;
    try (EmbeddedDatabase database = TestDatabase.fresh(HOME)) {
      first = database.password();
      firstOfAll = Files.readString(SUPERUSER);
      opens(database, database.user(), first);
    }
    try (EmbeddedDatabase database = again()) {
      assertThat(database.password()).isNotEqualTo(first);
      opens(database, database.user(), database.password());
      for (String[] old : new String[][] {{database.user(), first}, {"postgres", firstOfAll}}) {
        assertThatThrownBy(() -> opens(database, old[0], old[1]))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("password authentication failed");
      }
    }
    // killed after the database took the new one, and before it took the place of the old one
    Files.move(SUPERUSER, HOME.resolve("database.superuser.unfinished"));
    Files.writeString(SUPERUSER, firstOfAll);
    try (EmbeddedDatabase database = again()) {
      opens(database, database.user(), database.password());
      opens(database, "postgres", Files.readString(SUPERUSER));
    }
  }
}
