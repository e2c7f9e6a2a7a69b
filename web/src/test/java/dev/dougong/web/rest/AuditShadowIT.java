package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import dev.dougong.web.Tables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Database triggers note every row that is written; each write must stand in one of the logs. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class AuditShadowIT {

  private static final long SEED = Long.getLong("dougong.seed", 11);
  private static final int WRITES = 60;
  private static final List<String> PLATFORM =
      List.of("app_user", "role_binding", "org_unit", "api_key", "session");

  @Inject DataSource source;

  private final Random random = new Random(SEED);
  private final List<String> records = new ArrayList<>();
  private final Set<String> deleted = new HashSet<>();
  private final List<String> people = new ArrayList<>();

  private void sql(String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Test
  void everyWriteThatTriggersSeeIsInTheLog() {
    Shop.open();
    Tables tables = new Tables(source);
    String entity =
        tables
            .texts(
                "select 'e' || entity from ws_main.change where record = '"
                    + customer("85000001")
                    + "'")
            .get(0);
    watch(entity);
    try {
      System.out.println("seed " + SEED + ", " + WRITES + " writes");
      for (int i = 0; i < WRITES; i++) {
        write(i);
      }
      assertThat(tables.texts("select distinct of from ws_main.shadow"))
          .contains(entity, "app_user", "role_binding", "api_key", "session");
      assertThat(tables.number("select count(*) from ws_main.shadow where of = '" + entity + "'"))
          .isGreaterThan(WRITES / 5);
      assertThat(
              tables.texts(
                  missing("of = '" + entity + "'", "change c", "c.record::text = s.record")))
          .isEmpty();
      assertThat(tables.texts(missing("of <> '" + entity + "'", "audit_entry c", "true")))
          .isEmpty();
    } finally {
      forget(entity);
    }
  }

  /** What triggers saw and the log does not have in the same transaction. */
  private static String missing(String which, String log, String isSame) {
    return "select of || ' ' || coalesce(record, '') from ws_main.shadow s where "
        + which
        + " and not exists (select from ws_main."
        + log
        + " where c.xid = s.xid and "
        + isSame
        + ")";
  }

  private void watch(String entity) {
    sql("create table ws_main.shadow (xid xid8, of text, record text)");
    sql(
        """
        create function ws_main.shadow() returns trigger language plpgsql as $$
        begin
          insert into ws_main.shadow values (pg_current_xact_id(), tg_table_name,
            coalesce(to_jsonb(new), to_jsonb(old)) ->> 'id');
          return null;
        end $$
        """);
    List<String> watched = new ArrayList<>(PLATFORM);
    watched.add(entity);
    for (String table : watched) {
      // That a session was used again is no write of anybody.
      String on = table.equals("session") ? "insert or delete" : "insert or update or delete";
      sql(
          "create trigger shadow after %s on ws_main.%s for each row execute function ws_main.shadow()"
              .formatted(on, table));
    }
  }

  private void forget(String entity) {
    PLATFORM.forEach(table -> sql("drop trigger if exists shadow on ws_main." + table));
    sql("drop trigger if exists shadow on ws_main." + entity);
    sql("drop function ws_main.shadow()");
    sql("drop table ws_main.shadow");
  }

  private void write(int number) {
    switch (random.nextInt(records.isEmpty() || people.isEmpty() ? 2 : 7)) {
      case 0 -> records.add(customer(String.valueOf(84000000 + number)));
      case 1 -> people.add(user("shadow" + number));
      case 2 -> change(one(records), random.nextInt(100));
      case 3 -> delete(one(records));
      case 4 -> giveRoles(one(people), random.nextBoolean() ? List.of() : List.of("clerk"));
      case 5 -> Api.as("north", Shop.PASSWORD).post("/api/logout").then().statusCode(204);
      default -> makeKey("key " + number);
    }
  }

  private String one(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static String customer(String name) {
    return Api.admin()
        .body(Map.of("name", name, "phone", "138" + name))
        .post("/api/data/customer")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String user(String username) {
    return Api.admin()
        .body(Map.of("username", username, "password", Shop.PASSWORD, "roles", List.of("clerk")))
        .post("/api/users")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String version(String record) {
    return Api.admin().get("/api/data/customer/" + record).jsonPath().getString("version");
  }

  private void change(String record, int visits) {
    if (!deleted.contains(record)) {
      Api.admin()
          .header("If-Match", "\"" + version(record) + "\"")
          .body(Map.of("visits", visits))
          .patch("/api/data/customer/" + record)
          .then()
          .statusCode(200);
    }
  }

  private void delete(String record) {
    if (deleted.add(record)) {
      Api.admin()
          .header("If-Match", "\"" + version(record) + "\"")
          .delete("/api/data/customer/" + record)
          .then()
          .statusCode(204);
    }
  }

  private static void giveRoles(String person, List<String> roles) {
    Api.admin()
        .body(Map.of("roles", roles))
        .put("/api/users/" + person + "/roles")
        .then()
        .statusCode(200);
  }

  private static void makeKey(String label) {
    Api.admin()
        .body(Map.of("label", label, "roles", List.of("admin")))
        .post("/api/api-keys")
        .then()
        .statusCode(201);
  }
}
