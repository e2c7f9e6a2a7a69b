package dev.dougong.web.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Tables;
import dev.dougong.web.startup.internal.AuditCommand;
import dev.dougong.web.startup.internal.BackupCommand;
import dev.dougong.web.startup.internal.BackupPlaces;
import dev.dougong.web.startup.internal.RestoreCommand;
import dev.dougong.web.startup.internal.ServerCommand;
import dev.dougong.web.startup.internal.WorkspaceCommand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workspaces by the command line, beside an application that runs. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class WorkspaceCommandIT {

  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final String GUEST =
      """
      {"key":"guest","label":{"zh":"客人","en":"Guest"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"},"required":true},
        {"key":"idCard","type":"text","label":{"zh":"证件"},"encrypted":true}]}
      """;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url = "";

  @ConfigProperty(name = "quarkus.datasource.username")
  String user = "";

  @ConfigProperty(name = "quarkus.datasource.password", defaultValue = "")
  String password = "";

  @Inject DataSource source;
  @Inject KeyRing keys;
  @Inject InstantSource clock;
  @TempDir Path folder = Path.of("");

  private final List<String> said = new ArrayList<>();

  private ServerCommand.Server server(String workspace) {
    return new ServerCommand.Server(
        Workspace.of(workspace), url, user, password, folder, () -> keys, said::add);
  }

  private BackupPlaces places() {
    return new BackupPlaces(folder, name -> "");
  }

  private void run(String... words) {
    int code = new WorkspaceCommand(clock, places()).run(server("main"), List.of(words));
    assertThat(code).isZero();
  }

  private void sql(String statement) {
    try (Connection connection = source.getConnection();
        Statement one = connection.createStatement()) {
      one.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  private List<String> texts(String query) {
    return new Tables(source).texts(query);
  }

  /** Nodes hear of what a command did within seconds. */
  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
    }
  }

  private static Tenant filled(String key) {
    Tenant made = Tenant.make(key);
    made.publish("entity", "guest", GUEST);
    String unused = made.create("guest", Map.of("name", "张三", "idCard", "110101199003070011"));
    return made;
  }

  private static void delete(String key) {
    Api.admin().post("/api/workspaces/" + key + "/suspend").then().statusCode(200);
    Api.admin().delete("/api/workspaces/" + key).then().statusCode(204);
  }

  private void leavesNothing(String key) {
    assertThat(texts("select key from dougong.workspace where key = '" + key + "'")).isEmpty();
    assertThat(
            texts(
                "select nspname from pg_namespace where nspname = 'ws_%s' or starts_with(nspname, 'ws_%s_')"
                    .formatted(key, key)))
        .isEmpty();
  }

  @Test
  void movesAWorkspaceToAnotherInstallation() {
    Tenant before = filled("mover");
    Path file = folder.resolve("mover.backup");
    run("export", "mover", file.toString());
    assertThat(file).isNotEmptyFile();
    delete("mover");

    run("import", "mover", file.toString(), "moved.test");
    Tenant after = new Tenant("mover", "moved.test", before.session());
    await("it is open", () -> after.admin().get("/api/me").statusCode() == 401);
    Tenant again =
        new Tenant("mover", "moved.test", Tenant.signIn("moved.test", "admin", Tenant.PASSWORD));
    again
        .admin()
        .get("/api/data/guest")
        .then()
        .statusCode(200)
        .body("items[0].name", equalTo("张三"))
        .body("items[0].idCard", equalTo("110101199003070011"));
    again
        .admin()
        .get("/api/backups/sending-hold")
        .then()
        .statusCode(200)
        .body("isHeld", equalTo(true));
    Api.admin()
        .get("/api/audit?kind=workspaces.arrived")
        .then()
        .statusCode(200)
        .body("items[0].subject", equalTo("mover"));
    // who is there already is not overwritten
    assertThatThrownBy(() -> run("import", "mover", file.toString()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("duplicate");
    assertThat(again.create("guest", Map.of("name", "李四"))).isNotEmpty();
  }

  @Test
  void importsAllOrNothing() throws IOException {
    Tenant unused = filled("whole");
    Path file = folder.resolve("whole.backup");
    run("export", "whole", file.toString());

    // what is sealed opens under its own key only
    refuses("backup.otherWorkspace", "whole2", file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    refuses("backup.damaged", "whole3", Files.write(folder.resolve("bad.backup"), bytes));
    refuses("backup.notABackup", "whole4", Files.writeString(folder.resolve("no.backup"), "x"));

    // a key of the other installation that was not carried over
    sql("update ws_whole.field_key set key_id = 'ffffffffffff'");
    Path foreign = folder.resolve("foreign.backup");
    run("export", "whole", foreign.toString());
    delete("whole");
    refuses("backup.keysMissing", "whole", foreign);
    for (String key : List.of("main", "Whole", "a b", "")) {
      assertThatThrownBy(() -> run("import", key, file.toString()))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(() -> run("import", "whole", folder.resolve("none").toString()))
        .hasMessageContaining("there is no such file");
    Tenant other = Tenant.make("wholeother");
    assertThatThrownBy(() -> run("import", "whole", file.toString(), other.host()))
        .hasMessageContaining("duplicate");
    leavesNothing("whole");

    // a killed import left a row; the next one takes it up
    sql(
        "insert into dougong.workspace (key, label, state, made_at, next_due)"
            + " values ('whole', 'whole', 1, now(), now())");
    run("import", "whole", file.toString());
    await("it is open", () -> signInStatus("whole") == 204);
  }

  private static int signInStatus(String workspace) {
    return Api.anonymous()
        .body(Map.of("username", "admin", "password", Tenant.PASSWORD, "workspace", workspace))
        .post("/api/login")
        .statusCode();
  }

  private void refuses(String code, String key, Path file) {
    assertThatThrownBy(() -> run("import", key, file.toString()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(code);
    leavesNothing(key);
  }

  @Test
  void restoresASuspendedOneWhileTheOthersWork() {
    Tenant acme = filled("backin");
    assertThat(new BackupCommand(places()).run(server("backin"), List.of())).isZero();
    Path file = folder.resolve("backin");
    List<Path> made = files(file);
    assertThat(made).hasSize(1);
    String later = acme.create("guest", Map.of("name", "后来"));

    List<String> words = List.of(made.get(0).toString());
    RestoreCommand restore = new RestoreCommand(places());
    assertThatThrownBy(() -> restore.run(server("backin"), words))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("backup.notSuspended");
    run("suspend", "backin");
    await("it is suspended", () -> acme.admin().get("/api/me").statusCode() == 403);
    assertThat(restore.run(server("backin"), words)).isZero();
    run("resume", "backin");
    await("it is resumed", () -> signInStatus("backin") == 204);
    Tenant again =
        new Tenant("backin", acme.host(), Tenant.signIn(acme.host(), "admin", Tenant.PASSWORD));
    again.admin().get("/api/data/guest/" + later).then().statusCode(404);
    again.admin().get("/api/data/guest").then().body("items.size()", equalTo(1));

    for (String nobody : List.of("nobody", "main2")) {
      assertThatThrownBy(() -> restore.run(server(nobody), words))
          .hasMessageContaining("there is no such workspace");
      assertThatThrownBy(() -> new BackupCommand(places()).run(server(nobody), List.of()))
          .hasMessageContaining("there is no such workspace");
    }
  }

  private static List<Path> files(Path folder) {
    try (var all = Files.list(folder)) {
      return all.toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void verifiesTheAuditChainOfEach() {
    Tenant unused = filled("chain");
    assertThat(new AuditCommand().run(server("chain"), List.of())).isZero();
    assertThat(said).anyMatch(line -> line.contains("the audit chain is whole"));
    assertThatThrownBy(() -> new AuditCommand().run(server("nochain"), List.of()))
        .hasMessageContaining("there is no such workspace");
  }

  @Test
  void limitsWhatIsNamedAndSaysWhatIsUsed() {
    Tenant acme = filled("typed");
    run("limit", "typed", "people=20", "records=1", "files=1.5GB");
    assertThat(said.get(said.size() - 1))
        .isEqualTo("typed  people 1 / 20  records 1 / 1  files 0 / 1500000000  calls none");
    await(
        "nodes hold to it",
        () -> acme.admin().body(Map.of("name", "x")).post("/api/data/guest").statusCode() == 422);
    run("limit", "typed", "records=none");
    assertThat(said.get(said.size() - 1)).contains("people 1 / 20", "/ none", "/ 1500000000");
    await(
        "nodes let it go",
        () -> acme.admin().body(Map.of("name", "x")).post("/api/data/guest").statusCode() == 201);
    run("limit", "typed");
    for (String bad :
        List.of(
            "people",
            "people=",
            "people=-1",
            "people=2GB",
            "files=1XB",
            "seats=3",
            "files=0.0001KB")) {
      assertThatThrownBy(() -> run("limit", "typed", bad))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(bad);
    }
    assertThatThrownBy(() -> run("limit", "typed", "people=0"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("limit.badNumber");
    assertThatThrownBy(() -> run("limit", "main", "people=3"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("workspace.mainUnlimited");
    for (List<String> words :
        List.of(
            List.of("limit"), List.of("export"), List.of("list", "x"), List.of("import", "a"))) {
      assertThatThrownBy(() -> run(words.toArray(new String[0]))).hasMessageContaining("usage");
    }
    Api.admin()
        .get("/api/audit?kind=workspaces.limited&limit=50")
        .then()
        .body("items.findAll { it.subject == 'typed' }.size()", equalTo(2));
  }
}
