package dev.dougong.web.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Tables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * What the application may do in the database that it brings along, and where it writes its log.
 */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class DatabaseRoleIT {

  @Inject DataSource source;

  @Test
  @Asvs({"13.2.2", "13.2.3"})
  void roleReachesNothingButItsDatabase() {
    Tables tables = new Tables(source);
    assertThat(
            tables.texts(
                "select rolname from pg_roles where rolname = current_user and (rolsuper"
                    + " or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)"))
        .isEmpty();
    assertThat(
            tables.texts(
                "select rolname from pg_roles where rolname <> current_user"
                    + " and pg_has_role(current_user, oid, 'member')"
                    + " and rolname <> 'pg_database_owner'"))
        .isEmpty();
    assertThat(ConfigProvider.getConfig().getValue("quarkus.datasource.password", String.class))
        .matches("[0-9a-f]{48}");
  }

  @Test
  @Asvs("16.2.3")
  void logGoesToTheConsoleOnly() {
    for (String other : new String[] {"file", "syslog", "socket"}) {
      assertThat(
              ConfigProvider.getConfig()
                  .getOptionalValue("quarkus.log." + other + ".enable", Boolean.class)
                  .orElse(false))
          .as(other)
          .isFalse();
      assertThat(
              ConfigProvider.getConfig()
                  .getOptionalValue("quarkus.log." + other + ".enabled", Boolean.class)
                  .orElse(false))
          .as(other)
          .isFalse();
    }
    assertThat(
            ConfigProvider.getConfig().getValue("quarkus.otel.logs.handler.enabled", Boolean.class))
        .isFalse();
  }
}
