package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.backup.BackupCopies;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import dev.dougong.web.backup.BackupFolder;
import dev.dougong.web.backup.BackupStore;
import dev.dougong.web.backup.BackupStores;
import dev.dougong.web.backup.s3.LocalStore;
import dev.dougong.web.workspace.Workspaces;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backups are copied to a store that is down, refuses, comes back, and loses what it had. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestProfile(BackupCopyIT.WithStore.class)
class BackupCopyIT {

  private static final String PORT = "dougong.test.store.port";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** With the settings of a store that each test starts, or does not. */
  public static final class WithStore implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        System.setProperty(PORT, Integer.toString(socket.getLocalPort()));
        return Map.of(
            "dougong.backup.s3.endpoint",
            "http://127.0.0.1:" + socket.getLocalPort(),
            "dougong.backup.s3.bucket",
            LocalStore.BUCKET,
            "dougong.backup.s3.prefix",
            "dougong",
            "dougong.backup.s3.key-id",
            LocalStore.KEY_ID,
            "dougong.backup.s3.secret",
            LocalStore.SECRET,
            "dougong.backup.s3.path-style",
            "true");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Inject BackupFolder folder;
  @Inject BackupStores stores;
  @Inject BackupCopies copies;
  @Inject Workspaces workspaces;

  @BeforeEach
  void open() {
    Shop.open();
  }

  private static LocalStore store(String secret) {
    return new LocalStore(Integer.getInteger(PORT), secret);
  }

  private static Map<String, Object> await(String name, Predicate<Map<String, Object>> isGood) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Response answer = Api.admin().get("/api/backups");
      assertThat(answer.asString()).doesNotContain(LocalStore.SECRET);
      Map<String, Object> item =
          answer.jsonPath().getMap("items.find { it.name == '" + name + "' }");
      if (item != null && isGood.test(item)) {
        return item;
      }
      assertThat(System.nanoTime()).as(String.valueOf(item)).isLessThan(until);
    }
  }

  private static Predicate<Map<String, Object>> copy(String step, String code) {
    return item ->
        item.get("copy") instanceof Map<?, ?> copy
            && step.equals(copy.get("step"))
            && (code.isEmpty()
                || copy.get("problem") instanceof Map<?, ?> problem
                    && code.equals(problem.get("code")));
  }

  private static Predicate<Map<String, Object>> step(String step) {
    return item -> step.equals(item.get("step"));
  }

  private static String make() {
    return Api.admin().post("/api/backups").then().statusCode(202).extract().path("name");
  }

  private static String copied() {
    String name = make();
    var unused = await(name, copy("copied", "").and(step("proven")));
    return name;
  }

  private static void plan(boolean isOn) {
    Api.admin()
        .body(Map.of("isOn", isOn, "at", "23:59", "keep", 1))
        .put("/api/backups/plan")
        .then()
        .statusCode(200);
  }

  private static byte[] read(BackupStore store, String name) throws IOException {
    try (InputStream in = store.open(name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void isCopiedAsSoonAsTheStoreLetsIt() throws IOException {
    String name = make();
    var unusedDown = await(name, copy("failed", "backup.copyUnreachable").and(step("proven")));
    try (LocalStore refusing = store("another-secret")) {
      assertThat(refusing.endpoint()).isNotNull();
      copies.retryAll();
      Map<String, Object> refused = await(name, copy("failed", "backup.copyKeyRefused"));
      assertThat(String.valueOf(refused)).contains("DOUGONG_BACKUP_S3_SECRET");
    }
    BackupStore here = stores.of(Workspace.MAIN);
    try (LocalStore running = store(LocalStore.SECRET)) {
      assertThat(running.endpoint()).isNotNull();
      copies.retryAll();
      var unusedCopied = await(name, copy("copied", ""));
      assertThat(read(here, name)).isEqualTo(Files.readAllBytes(folder.file(name)));
      JsonPath list = Api.admin().get("/api/backups").jsonPath();
      assertThat(list.getString("copiedTo")).endsWith("/shop-backups/dougong/main/");
      assertThat(
              Api.admin()
                  .get("/api/audit?kind=backups.copied&limit=50")
                  .jsonPath()
                  .getList("items.subject"))
          .containsOnlyOnce(name);

      // the disk of this machine is lost: what was copied is still proven
      folder.delete(name);
      Api.admin().post("/api/backups/" + name + "/trial").then().statusCode(202);
      Map<String, Object> proven = await(name, step("proven"));
      assertThat(proven).containsEntry("size", null);
      Api.admin().get("/api/backups/" + name + "/file").then().statusCode(404);
    }
  }

  @Test
  void keepsAsManyCopiesAsThePlanSays() {
    try (LocalStore running = store(LocalStore.SECRET)) {
      BackupStore here = stores.of(Workspace.MAIN);
      String first = copied();
      String second = copied();
      assertThat(running.endpoint()).isNotNull();
      assertThat(here.list().keySet()).startsWith(second, first);
      plan(true);
      try {
        String third = copied();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (here.list().size() > 1) {
          assertThat(System.nanoTime()).as("pruned").isLessThan(until);
        }
        assertThat(here.list()).containsOnlyKeys(third);
        Map<String, Object> names = new HashMap<>();
        Api.admin()
            .get("/api/backups")
            .jsonPath()
            .getList("items.findAll { it.copy?.step == 'copied' }.name")
            .forEach(name -> names.put(String.valueOf(name), true));
        assertThat(names).containsKey(third);
      } finally {
        plan(false);
      }
    }
  }

  @Test
  void workspacesHaveTheirOwnParts() {
    try (LocalStore running = store(LocalStore.SECRET)) {
      assertThat(running.endpoint()).isNotNull();
      String name = copied();
      Workspace other = Workspace.of("acme");
      assertThat(stores.of(other).list()).isEmpty();
      assertThat(stores.of(other).place()).endsWith("/dougong/acme/");
      assertThat(stores.of(Workspace.MAIN).list()).containsKey(name);
      List<Object> others =
          Api.admin().get("/api/backups").jsonPath().getList("items.copy.findAll { it }.step");
      assertThat(others).isNotEmpty();
      assertThat(workspaces.isOpen(other)).isFalse();
    }
  }
}
