package dev.dougong.web.auth;

import static dev.dougong.web.Api.admin;
import static dev.dougong.web.Api.anonymous;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Http;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class SignInIT {

  @Asvs({"3.4.6", "14.2.2", "14.3.2"})
  @Test
  void signedInPersonReadsWhoTheyAre() {
    admin()
        .get("/api/me")
        .then()
        .statusCode(200)
        .body("user.username", equalTo("admin"))
        .body("roles", hasItem("admin"))
        .body("workspace", equalTo("main"))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Cache-Control", equalTo("no-store"));
  }

  @Asvs({"3.3.2", "3.3.4", "3.3.5", "7.2.2", "7.2.3", "7.6.2"})
  @Test
  void sessionCookieIsOutOfReachOfScriptsAndOtherSites() {
    anonymous()
        .body(Map.of("username", "admin", "password", DatabaseResource.ADMIN_PASSWORD))
        .post("/api/login")
        .then()
        .statusCode(204)
        .header(
            "Set-Cookie",
            matchesPattern("dougong_session=[A-Za-z0-9_-]{43};.*HttpOnly.*SameSite=Lax.*"));
  }

  @Asvs({"7.2.1", "7.4.1"})
  @Test
  void signedOutSessionOpensNothing() {
    Http session = Http.session(Api.signIn("admin", DatabaseResource.ADMIN_PASSWORD));
    assertThat(session.status("GET", "/api/me")).isEqualTo(200);
    assertThat(session.status("POST", "/api/logout")).isEqualTo(204);
    assertThat(session.status("GET", "/api/me")).isEqualTo(401);
  }

  @Asvs("6.3.8")
  @Test
  void wrongPasswordAndUnknownUserGetTheSameAnswer() {
    for (String name : new String[] {"admin", "nobody"}) {
      anonymous()
          .body(Map.of("username", name, "password", "wrong"))
          .post("/api/login")
          .then()
          .statusCode(401)
          .contentType("application/problem+json")
          .body("code", equalTo("access.badCredentials"));
    }
  }

  @Asvs({"2.4.1", "6.3.1"})
  @Test
  void manyAttemptsForOneNameAreHeldBack() {
    for (int i = 0; i < SignIn.PER_NAME_AND_ADDRESS; i++) {
      attempt("guessed").then().statusCode(401);
    }
    attempt("guessed")
        .then()
        .statusCode(429)
        .header("Retry-After", matchesPattern("[0-9]+"))
        .body("code", equalTo("access.tooManyAttempts"));
  }

  @Asvs("3.5.1")
  @Test
  void writeThatAnotherSiteSentIsRefused() {
    admin()
        .header("Origin", "https://evil.example")
        .post("/api/logout")
        .then()
        .statusCode(403)
        .body("code", equalTo("access.crossSite"));
    admin().header("Sec-Fetch-Site", "cross-site").post("/api/logout").then().statusCode(403);
  }

  @Asvs("15.3.3")
  @Test
  void unknownPropertyIsRefusedByName() {
    anonymous()
        .body("{\"username\":\"admin\",\"pasword\":\"x\"}")
        .post("/api/login")
        .then()
        .statusCode(400)
        .body("code", equalTo("unknownProperty"))
        .body("errors[0].near", hasItem("password"));
  }

  private static io.restassured.response.Response attempt(String name) {
    return anonymous().body(Map.of("username", name, "password", "wrong")).post("/api/login");
  }
}
