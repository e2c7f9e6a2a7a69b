package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.backup.BackupManifest;
import dev.dougong.engine.backup.BackupProgress;
import dev.dougong.engine.backup.Backups;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import dev.dougong.web.backup.BackupFolder;
import dev.dougong.web.backup.BackupSeal;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The administrator's backups by the API, on the running application. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class BackupIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Inject BackupFolder folder;
  @Inject KeyRing keys;
  @Inject Backups backups;

  @BeforeEach
  void open() {
    Shop.open();
    for (String name : folder.files().keySet()) {
      folder.delete(name);
    }
  }

  private static Map<String, Object> awaitStep(String name, String... ends) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonPath list = Api.admin().get("/api/backups").jsonPath();
      Map<String, Object> item = list.getMap("items.find { it.name == '" + name + "' }");
      if (item != null && java.util.List.of(ends).contains(item.get("step"))) {
        return item;
      }
      assertThat(System.nanoTime()).as(String.valueOf(item)).isLessThan(until);
    }
  }

  private static String make() {
    return Api.admin().post("/api/backups").then().statusCode(202).extract().path("name");
  }

  @Test
  void isMadeTriedDownloadedAndTold() throws IOException {
    String name = make();
    Map<String, Object> item = awaitStep(name, "proven", "bad", "unfinished");
    assertThat(item).as(item.toString()).containsEntry("step", "proven");
    assertThat(item).containsEntry("isPlanned", false).containsEntry("problem", null);
    assertThat(String.valueOf(item.get("size")))
        .isEqualTo(String.valueOf(Files.size(folder.file(name))));

    byte[] file =
        Api.admin()
            .get("/api/backups/" + name + "/file")
            .then()
            .statusCode(200)
            .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
            .extract()
            .asByteArray();
    BackupManifest manifest =
        backups.verify(
            new BackupSeal(keys).open(new ByteArrayInputStream(file)), BackupProgress.NONE);
    assertThat(manifest.rows()).isPositive();
    assertThat(manifest.leftOut()).contains("session", "backup_file");

    JsonPath told = Api.admin().get("/api/audit?kind=backups.&limit=50").jsonPath();
    assertThat(told.getList("items.findAll { it.subject == '" + name + "' }.kind"))
        .containsExactly("backups.downloaded", "backups.proven", "backups.made");

    byte[] altered = file.clone();
    altered[altered.length / 2] ^= 1;
    Files.write(folder.file(name), altered);
    Api.admin().post("/api/backups/" + name + "/trial").then().statusCode(202);
    Map<String, Object> bad = awaitStep(name, "bad", "proven");
    assertThat(bad).containsEntry("step", "bad");
    assertThat(String.valueOf(bad.get("problem"))).contains("backup.damaged");
  }

  @Test
  void keepsAsManyAsThePlanSays() throws IOException {
    for (int day = 1; day <= 4; day++) {
      Files.createDirectories(folder.path());
      Files.writeString(folder.path().resolve("dougong-2020010" + day + "-030000.backup"), "old");
    }
    Files.writeString(folder.path().resolve("notes.txt"), "stays");
    Api.admin()
        .body(Map.of("isOn", true, "at", "23:59", "keep", 2))
        .put("/api/backups/plan")
        .then()
        .statusCode(200);
    try {
      String name = make();
      var unused = awaitStep(name, "proven");
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (folder.files().size() > 2) {
        assertThat(System.nanoTime()).as("pruned").isLessThan(until);
      }
      assertThat(folder.files()).containsOnlyKeys(name, "dougong-20200104-030000.backup");
      assertThat(folder.path().resolve("notes.txt")).exists();
    } finally {
      Api.admin().body(Map.of("isOn", false)).put("/api/backups/plan").then().statusCode(200);
    }
    JsonPath plan = Api.admin().get("/api/backups").jsonPath();
    assertThat(plan.getBoolean("plan.isOn")).isFalse();
    assertThat(plan.getString("plan.at")).isEqualTo("23:59");
    assertThat(plan.getInt("plan.keep")).isEqualTo(2);
    assertThat(plan.getString("folder")).isEqualTo(folder.path().toString());
  }

  @Test
  void refusesWhatIsNoBackupAndWhoIsNoAdministrator() {
    Shop.clerk("north").get("/api/backups").then().statusCode(403);
    Shop.clerk("north").post("/api/backups").then().statusCode(403);
    for (String name :
        new String[] {
          "dougong-20200101-030000.backup", "secret-keys", "..%2Fsecret-keys", "dougong-1.backup"
        }) {
      Api.admin().get("/api/backups/" + name + "/file").then().statusCode(404);
      Api.admin().post("/api/backups/" + name + "/trial").then().statusCode(404);
    }
    Api.admin().body(Map.of("keep", 0)).put("/api/backups/plan").then().statusCode(422);
    Api.admin().body(Map.of("keep", 401)).put("/api/backups/plan").then().statusCode(422);
    Api.admin().body(Map.of("at", "25:00")).put("/api/backups/plan").then().statusCode(400);
  }
}
