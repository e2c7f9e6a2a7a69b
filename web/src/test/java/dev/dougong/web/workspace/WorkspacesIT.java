package dev.dougong.web.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Tables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Several workspaces on one installation: who gets into which, and their lives. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class WorkspacesIT {

  private static final String COOKIE = "dougong_session";

  @Inject DataSource source;

  @Test
  void leadsEachHostToItsWorkspaceAlone() {
    Tenant alpha = Tenant.make("alpha");
    Tenant beta = Tenant.make("beta");

    alpha.admin().get("/api/me").then().statusCode(200).body("workspace", equalTo("alpha"));
    beta.admin().get("/api/me").then().statusCode(200).body("workspace", equalTo("beta"));
    Api.admin().get("/api/me").then().statusCode(200).body("workspace", equalTo("main"));

    // a session of one opens nothing at the host of another
    Tenant.at(beta.host()).cookie(COOKIE, alpha.session()).get("/api/me").then().statusCode(401);
    String main = Api.signIn("admin", DatabaseResource.ADMIN_PASSWORD);
    Tenant.at(beta.host()).cookie(COOKIE, main).get("/api/me").then().statusCode(401);

    // nor does its secret under another name
    String bare = alpha.session().substring("alpha.".length());
    for (String forged : List.of(bare, "main." + bare, "beta." + bare, "nobody." + bare)) {
      Api.anonymous().cookie(COOKIE, forged).get("/api/me").then().statusCode(401);
      Tenant.at(beta.host()).cookie(COOKIE, forged).get("/api/me").then().statusCode(401);
    }

    // passwords are those of the workspace
    Tenant.at(alpha.host())
        .body(Map.of("username", "admin", "password", DatabaseResource.ADMIN_PASSWORD))
        .post("/api/login")
        .then()
        .statusCode(401);
  }

  @Test
  void signsInByNameWhereOneHostServesSeveral() {
    Tenant gamma = Tenant.make("gamma");
    Api.anonymous()
        .get("/api/sign-in/ways")
        .then()
        .statusCode(200)
        .body("workspace", equalTo(null))
        .body("others", equalTo(true));
    Tenant.at(gamma.host())
        .get("/api/sign-in/ways")
        .then()
        .statusCode(200)
        .body("workspace", equalTo("gamma"))
        .body("others", equalTo(false));
    String session =
        Api.anonymous()
            .body(Map.of("username", "admin", "password", Tenant.PASSWORD, "workspace", "gamma"))
            .post("/api/login")
            .then()
            .statusCode(204)
            .extract()
            .cookie(COOKIE);
    Api.anonymous()
        .cookie(COOKIE, session)
        .get("/api/me")
        .then()
        .statusCode(200)
        .body("workspace", equalTo("gamma"));

    // who guesses names learns nothing
    for (String workspace : List.of("gamma", "nosuchone")) {
      Api.anonymous()
          .body(Map.of("username", "admin", "password", "wrong", "workspace", workspace))
          .post("/api/login")
          .then()
          .statusCode(401)
          .body("code", equalTo("access.badCredentials"));
    }
    // the host of one leads to no other
    Tenant.at(gamma.host())
        .body(
            Map.of(
                "username", "admin",
                "password", DatabaseResource.ADMIN_PASSWORD,
                "workspace", "main"))
        .post("/api/login")
        .then()
        .statusCode(422);
  }

  @Test
  void bindsKeysOfProgramsToTheirWorkspace() {
    Tenant delta = Tenant.make("delta");
    Tenant other = Tenant.make("delta2");
    String key =
        delta
            .admin()
            .body(Map.of("label", "till", "roles", List.of("admin")))
            .post("/api/api-keys")
            .then()
            .statusCode(201)
            .extract()
            .path("key");
    assertThat(key).startsWith("dgk_delta.");
    String bearer = "Bearer " + key;
    Tenant.at(delta.host())
        .header("Authorization", bearer)
        .get("/api/me")
        .then()
        .statusCode(200)
        .body("workspace", equalTo("delta"));
    Api.anonymous()
        .header("Authorization", bearer)
        .get("/api/me")
        .then()
        .statusCode(200)
        .body("workspace", equalTo("delta"));
    Tenant.at(other.host()).header("Authorization", bearer).get("/api/me").then().statusCode(401);
    Api.anonymous()
        .header("Authorization", bearer.replace("delta.", ""))
        .get("/api/me")
        .then()
        .statusCode(401);
  }

  @Test
  void letsOnlyTheMainWorkspaceRuleTheOthers() {
    Tenant epsilon = Tenant.make("epsilon");
    epsilon.admin().get("/api/workspaces").then().statusCode(403);
    epsilon
        .admin()
        .body(Map.of("key", "mine", "label", "mine"))
        .post("/api/workspaces")
        .then()
        .statusCode(403);
    epsilon.admin().post("/api/workspaces/main/suspend").then().statusCode(403);
    epsilon.admin().get("/q/metrics").then().statusCode(401);
    Api.admin()
        .get("/api/workspaces")
        .then()
        .statusCode(200)
        .body("items.key", hasItems("main", "epsilon"));
    Api.admin()
        .get("/api/workspaces?q=epsil")
        .then()
        .statusCode(200)
        .body("total", equalTo(1))
        .body("next", equalTo(null))
        .body("items[0].hosts", equalTo(List.of("epsilon.test")))
        .body("items[0].bytes", greaterThan(100_000));
    String next = Api.admin().get("/api/workspaces?limit=1").path("next");
    Api.admin()
        .get("/api/workspaces?after=" + next)
        .then()
        .statusCode(200)
        .body("items.key", not(hasItem(next)))
        .body("items.key", hasItem("main"));
    Api.admin().post("/api/workspaces/main/suspend").then().statusCode(409);
    Api.admin().delete("/api/workspaces/main").then().statusCode(409);
  }

  @Test
  void refusesKeysAndHostsThatCannotBe() {
    Tenant.make("zeta");
    for (String key : List.of("zeta", "main")) {
      make(key, "free.test", 409);
    }
    make("zeta2", "zeta.test", 409);
    for (String key : List.of("", "Zeta", "a_b", "9a", "a".repeat(31), "a-b")) {
      make(key, "free.test", 422);
    }
    for (String host : List.of("", "Free.test", "free.test:80", "a b", "*.test", "free.test/")) {
      make("eta", host, 422);
    }
    Api.admin()
        .body(Map.of("key", "eta", "adminUsername", "Not So"))
        .post("/api/workspaces")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/adminUsername"));
    assertThat(
            new Tables(source)
                .texts("select nspname from pg_namespace where nspname in ('ws_zeta2', 'ws_eta')"))
        .isEmpty();
  }

  private static void make(String key, String host, int status) {
    Api.admin()
        .body(Map.of("key", key, "label", "x", "hosts", List.of(host)))
        .post("/api/workspaces")
        .then()
        .statusCode(status);
  }

  @Test
  void suspendsResumesAndDeletes() {
    Tenant theta = Tenant.make("theta");
    Api.admin().post("/api/workspaces/theta/suspend").then().statusCode(200);
    theta
        .admin()
        .get("/api/me")
        .then()
        .statusCode(403)
        .body("code", equalTo("workspace.suspended"));
    Tenant.at(theta.host())
        .body(Map.of("username", "admin", "password", Tenant.PASSWORD))
        .post("/api/login")
        .then()
        .statusCode(403);
    Api.admin().post("/api/workspaces/theta/suspend").then().statusCode(409);
    Api.admin().post("/api/workspaces/theta/resume").then().statusCode(200);
    theta.admin().get("/api/me").then().statusCode(200);

    Api.admin()
        .delete("/api/workspaces/theta")
        .then()
        .statusCode(409)
        .body("code", equalTo("workspace.suspendFirst"));
    Api.admin().post("/api/workspaces/theta/suspend").then().statusCode(200);
    Api.admin().delete("/api/workspaces/theta").then().statusCode(204);
    assertThat(
            new Tables(source)
                .texts("select nspname from pg_namespace where starts_with(nspname, 'ws_theta')"))
        .isEmpty();
    Api.admin().delete("/api/workspaces/theta").then().statusCode(404);
    theta.admin().get("/api/me").then().statusCode(401);

    // the name is free again, and nothing of before is in it
    Tenant again = Tenant.make("theta");
    again.admin().get("/api/users").then().statusCode(200).body("items.size()", equalTo(1));
    Tenant.at(again.host()).cookie(COOKIE, theta.session()).get("/api/me").then().statusCode(401);
    assertThat(
            Api.admin()
                .get("/api/audit?kind=workspaces.&limit=50")
                .<List<String>>path("items.kind"))
        .contains(
            "workspaces.made", "workspaces.suspended", "workspaces.resumed", "workspaces.deleted");
  }
}
