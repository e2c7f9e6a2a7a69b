package dev.dougong.web.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People of a real OpenID provider sign in here. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class SourceSignInIT {

  private static final String CLIENT = "dougong";
  private static final String SECRET = "the secret of this client";

  private final MockOAuth2Server provider = new MockOAuth2Server();
  private String source = "";

  @BeforeEach
  void open() {
    Shop.open();
    provider.start();
    source = add(Map.of()).then().statusCode(201).extract().path("id");
  }

  @AfterEach
  void close() {
    Api.admin().delete("/api/sign-in-sources/" + source).then().statusCode(204);
    provider.shutdown();
  }

  @Test
  void knownPersonSignsInByTheNameThatTheProviderTells() {
    Api.anonymous().get("/api/sign-in/ways").then().body("items.id", hasItem(source));
    tells("north-subject", Map.of("preferred_username", "North"));
    Response back = there("/data/customer?q=a").back();
    assertThat(back.header("Location")).endsWith("/data/customer?q=a");
    session(back).get("/api/me").then().statusCode(200).body("username", equalTo("north"));
    // From now on it is the subject that counts, whatever the name becomes.
    tells("north-subject", Map.of("preferred_username", "someoneElse"));
    session(there("/").back()).get("/api/me").then().body("username", equalTo("north"));
    // And the name alone does not open it to another subject.
    tells("another-subject", Map.of("preferred_username", "north"));
    assertRefused(there("/").back(), "signIn.stranger");
  }

  @Test
  void strangerIsMadeOnlyWhereThatIsAllowedWithMappedRoles() {
    tells("new-subject", Map.of("preferred_username", "new.by.oidc", "name", "New"));
    assertRefused(there("/").back(), "signIn.stranger");
    change(Map.of("makesPeople", true, "roles", Map.of("shop-floor", "clerk"))).statusCode(200);
    Map<String, Object> claims =
        Map.of("preferred_username", "new.by.oidc", "name", "New", "groups", List.of("shop-floor"));
    tells("new-subject", claims);
    session(there("/").back())
        .get("/api/me")
        .then()
        .statusCode(200)
        .body("username", equalTo("new.by.oidc"), "name", equalTo("New"));
    Api.admin()
        .get("/api/users?all=true&q=new.by.oidc")
        .then()
        .body("items[0].roles", equalTo(List.of("clerk")));
  }

  @Test
  void administratorIsNotKnownByANameButByBindingThemselves() {
    tells("admin-subject", Map.of("preferred_username", "admin"));
    assertRefused(there("/").back(), "signIn.bindFirst");
    tells("admin-subject", Map.of("preferred_username", "whatever"));
    Response begun = Api.admin().post("/api/sign-in/ways/" + source + "/bind");
    Trip trip = new Trip(begun.jsonPath().getString("address"), begun.cookie("dougong_sign_in"));
    // Who is not signed in cannot end it.
    assertRefused(trip.back(), "signIn.expired");
    Response again = Api.admin().post("/api/sign-in/ways/" + source + "/bind");
    tells("admin-subject", Map.of("preferred_username", "whatever"));
    Response bound =
        new Trip(again.jsonPath().getString("address"), again.cookie("dougong_sign_in"))
            .back(Api.admin());
    assertThat(bound.header("Location")).endsWith("/profile");
    tells("admin-subject", Map.of("preferred_username", "whatever"));
    session(there("/").back()).get("/api/me").then().body("username", equalTo("admin"));
    Api.admin().get("/api/me/accounts").then().body("items.source", hasItem(source));
    Api.admin().delete("/api/me/accounts/" + source).then().statusCode(204);
    Api.admin().get("/api/me/accounts").then().body("items.source", not(hasItem(source)));
  }

  @Test
  void wayIsGoodOnceAndInItsBrowserOnly() {
    tells("south-subject", Map.of("preferred_username", "south"));
    Trip trip = there("/");
    String answer = trip.answer();
    assertRefused(back(answer, "x".repeat(43), Api.anonymous()), "signIn.expired");
    session(back(answer, trip.browser(), Api.anonymous())).get("/api/me").then().statusCode(200);
    assertRefused(back(answer, trip.browser(), Api.anonymous()), "signIn.expired");
    assertThat(there("//evil.example").back().header("Location")).doesNotContain("evil");
    assertRefused(
        back("/api/sign-in/callback?state=a&code=b", trip.browser(), Api.anonymous()),
        "signIn.expired");
  }

  @Test
  void tokenOfAnotherClientOrOfYesterdayIsRefused() {
    Map<String, Object> north = Map.of("preferred_username", "north");
    provider.enqueueCallback(
        new DefaultOAuth2TokenCallback("shop", "s", "JWT", List.of("another"), north, 3600));
    assertRefused(there("/").back(), "signIn.badAnswer");
    provider.enqueueCallback(
        new DefaultOAuth2TokenCallback("shop", "s", "JWT", List.of(CLIENT), north, -3600));
    assertRefused(there("/").back(), "signIn.badAnswer");
  }

  @Test
  void secondFactorIsAskedForAfterTheWayBack() {
    make("guarded");
    RequestSpecification own = Api.as("guarded", Shop.PASSWORD);
    String secret =
        own.body(Map.of("password", Shop.PASSWORD))
            .post("/api/me/second-factor")
            .then()
            .statusCode(200)
            .extract()
            .path("secret");
    List<String> recovery =
        Api.as("guarded", Shop.PASSWORD)
            .body(Map.of("code", code(secret)))
            .post("/api/me/second-factor/confirm")
            .then()
            .statusCode(200)
            .extract()
            .path("recoveryCodes");
    tells("guarded-subject", Map.of("preferred_username", "guarded"));
    Trip trip = there("/data/customer");
    Response back = trip.back();
    assertThat(back.header("Location")).contains("/sign-in?code=needed");
    assertThat(back.cookie("dougong_session")).isNull();
    Api.anonymous()
        .body(Map.of("code", "wrong"))
        .cookie("dougong_sign_in", trip.browser())
        .post("/api/sign-in/code")
        .then()
        .statusCode(401)
        .body("code", equalTo("access.badCode"));
    Response in =
        Api.anonymous()
            .body(Map.of("code", recovery.get(0)))
            .cookie("dougong_sign_in", trip.browser())
            .post("/api/sign-in/code");
    assertThat(in.jsonPath().getString("destination")).isEqualTo("/data/customer");
    session(in).get("/api/me").then().body("username", equalTo("guarded"));
    Api.anonymous()
        .body(Map.of("code", recovery.get(1)))
        .cookie("dougong_sign_in", trip.browser())
        .post("/api/sign-in/code")
        .then()
        .statusCode(403);
  }

  @Test
  void blockedPersonStaysOut() {
    String id = make("blocked.there");
    tells("blocked-subject", Map.of("preferred_username", "blocked.there"));
    session(there("/").back()).get("/api/me").then().statusCode(200);
    Api.admin()
        .header("If-Match", "\"" + Api.admin().get("/api/users/" + id).path("version") + "\"")
        .body(Map.of("active", false))
        .patch("/api/users/" + id)
        .then()
        .statusCode(200);
    tells("blocked-subject", Map.of("preferred_username", "blocked.there"));
    assertRefused(there("/").back(), "signIn.blocked");
  }

  @Test
  void settingsAreCheckedAndTheSecretNeverComesBack() {
    String told = Api.admin().get("/api/sign-in-sources").asString();
    assertThat(told).contains("\"hasSecret\":true").doesNotContain(SECRET);
    add(Map.of("label", "", "roles", Map.of("boss", "admin"), "settings", Map.of("isuer", "x")))
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("/label"))
        .body("errors.pointer", hasItem("/roles"))
        .body("errors.pointer", hasItem("/settings/issuer"))
        .body("errors.pointer", hasItem("/settings/site"))
        .body("errors.pointer", hasItem("/settings/isuer"));
    // Whoever changes where the secret goes has to know it.
    Map<String, String> elsewhere = settings();
    elsewhere.put("issuer", "http://127.0.0.1:1/elsewhere");
    change(Map.of("settings", elsewhere)).statusCode(200).body("hasSecret", equalTo(false));
    assertRefused(begin("/"), "signIn.unreachable");
    Shop.clerk("north").get("/api/sign-in-sources").then().statusCode(403);
  }

  private Map<String, String> settings() {
    return new HashMap<>(
        Map.of(
            "site",
            "http://localhost:" + RestAssured.port,
            "issuer",
            issuer(),
            "clientId",
            CLIENT,
            "usernameClaim",
            "preferred_username",
            "groupsClaim",
            "groups"));
  }

  private String issuer() {
    return "http://127.0.0.1:" + provider.baseUrl().port() + "/shop";
  }

  private Response add(Map<String, Object> other) {
    Map<String, Object> wish = new HashMap<>();
    wish.put("kind", "oidc");
    wish.put("label", "Company account");
    wish.put("settings", settings());
    wish.put("secret", SECRET);
    wish.putAll(other);
    return Api.admin().body(wish).post("/api/sign-in-sources");
  }

  private io.restassured.response.ValidatableResponse change(Map<String, Object> other) {
    Map<String, Object> wish = new HashMap<>();
    wish.put("label", "Company account");
    wish.put("settings", settings());
    wish.putAll(other);
    return Api.admin()
        .header("If-Match", "\"1\"")
        .body(wish)
        .put("/api/sign-in-sources/" + source)
        .then();
  }

  private void tells(String subject, Map<String, Object> claims) {
    provider.enqueueCallback(
        new DefaultOAuth2TokenCallback("shop", subject, "JWT", List.of(CLIENT), claims, 3600));
  }

  private Response begin(String to) {
    return Api.anonymous()
        .redirects()
        .follow(false)
        .queryParam("to", to)
        .get("/api/sign-in/ways/" + source);
  }

  /** To the provider. */
  private Trip there(String to) {
    Response begun = begin(to);
    assertThat(begun.statusCode()).isEqualTo(303);
    return new Trip(begun.header("Location"), begun.cookie("dougong_sign_in"));
  }

  private record Trip(String address, String browser) {

    /** Where the provider sends the browser back to. */
    String answer() {
      assertThat(address).contains("code_challenge_method=S256").contains("nonce=");
      Response there =
          RestAssured.given().redirects().follow(false).urlEncodingEnabled(false).get(address);
      return there.header("Location");
    }

    Response back() {
      return back(Api.anonymous());
    }

    Response back(RequestSpecification by) {
      return SourceSignInIT.back(answer(), browser, by);
    }
  }

  private static Response back(String address, String browser, RequestSpecification by) {
    return by.redirects()
        .follow(false)
        .urlEncodingEnabled(false)
        .cookie("dougong_sign_in", browser)
        .get(address);
  }

  private static RequestSpecification session(Response begun) {
    assertThat(begun.cookie("dougong_session")).as(begun.header("Location")).isNotNull();
    return Api.anonymous().cookie("dougong_session", begun.cookie("dougong_session"));
  }

  private static void assertRefused(Response answer, String code) {
    assertThat(answer.header("Location")).endsWith("/sign-in?refused=" + code);
    assertThat(answer.cookie("dougong_session")).isNull();
  }

  private static String make(String username) {
    return Api.admin()
        .body(Map.of("username", username, "name", username, "password", Shop.PASSWORD))
        .post("/api/users")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String code(String secret) {
    TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
    try {
      return codes.generateOneTimePasswordString(
          new SecretKeySpec(new Base32().decode(secret), codes.getAlgorithm()),
          Instant.now(),
          Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new AssertionError(e);
    }
  }
}
