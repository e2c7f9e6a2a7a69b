package dev.dougong.web.auth;

import static dev.dougong.web.auth.OtherPlace.as;
import static dev.dougong.web.auth.OtherPlace.assertRefused;
import static dev.dougong.web.auth.OtherPlace.make;
import static dev.dougong.web.auth.OtherPlace.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import dev.dougong.web.auth.OtherPlace.Trip;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People of a real OpenID provider sign in here. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class SourceSignInIT {

  private OtherPlace place;

  @BeforeEach
  void open() {
    Shop.open();
    place = new OtherPlace("shop");
  }

  @AfterEach
  void close() {
    place.close();
  }

  @Asvs("10.5.2")
  @Test
  void knownPersonSignsInByTheNameThatTheProviderTells() {
    make("way.known");
    Api.anonymous().get("/api/sign-in/ways").then().body("items.id", hasItem(place.id()));
    place.tells("known-subject", "Way.Known");
    Response back = place.there("/data/customer?q=a").back();
    assertThat(back.header("Location")).endsWith("/data/customer?q=a");
    as(session(back))
        .get("/api/me")
        .then()
        .statusCode(200)
        .body("user.username", equalTo("way.known"));
    // From now on it is the subject that counts, whatever the name becomes.
    as(place.sessionOf("known-subject", "someoneElse"))
        .get("/api/me")
        .then()
        .body("user.username", equalTo("way.known"));
    // And the name alone does not open it to another subject.
    place.tells("another-subject", "way.known");
    assertRefused(place.there("/").back(), "signInWay.stranger");
    place.tells("known-subject ", "way.known");
    assertRefused(place.there("/").back(), "signInWay.stranger");
  }

  @Test
  void strangerIsMadeOnlyWhereThatIsAllowedWithMappedRoles() {
    Map<String, Object> claims =
        Map.of("preferred_username", "new.by.oidc", "name", "New", "groups", List.of("floor"));
    place.tells("new-subject", claims);
    assertRefused(place.there("/").back(), "signInWay.stranger");
    place.change(Map.of("makesPeople", true, "roles", Map.of("floor", "clerk"))).statusCode(200);
    place.tells("new-subject", claims);
    as(session(place.there("/").back()))
        .get("/api/me")
        .then()
        .statusCode(200)
        .body("user.username", equalTo("new.by.oidc"), "user.name", equalTo("New"));
    Api.admin()
        .get("/api/users?all=true&q=new.by.oidc")
        .then()
        .body("items[0].roles", equalTo(List.of("clerk")));
  }

  @Asvs("8.4.2")
  @Test
  void administratorIsNotKnownByANameButByBindingThemselves() {
    place.tells("admin-subject", "admin");
    assertRefused(place.there("/").back(), "signInWay.bindFirst");
    Trip trip = OtherPlace.trip(place.beginToBind(Api.admin(), DatabaseResource.ADMIN_PASSWORD));
    place.tells("admin-subject", "whatever");
    // Who is not signed in cannot end it, and neither can somebody else.
    assertRefused(trip.back(), "signInWay.expired");
    Trip other = OtherPlace.trip(place.beginToBind(Api.admin(), DatabaseResource.ADMIN_PASSWORD));
    place.tells("admin-subject", "whatever");
    assertThat(other.back(Shop.clerk("north")).header("Location"))
        .endsWith("/profile?refused=signInWay.expired");
    Trip again = OtherPlace.trip(place.beginToBind(Api.admin(), DatabaseResource.ADMIN_PASSWORD));
    place.tells("admin-subject", "whatever");
    assertThat(again.back(Api.admin()).header("Location")).endsWith("/profile");
    as(place.sessionOf("admin-subject", "whatever"))
        .get("/api/me")
        .then()
        .body("user.username", equalTo("admin"));
    Api.admin().get("/api/me/accounts").then().body("items.source", hasItem(place.id()));
    Api.admin()
        .body(Map.of("password", DatabaseResource.ADMIN_PASSWORD))
        .post("/api/me/accounts/" + place.id() + "/end")
        .then()
        .statusCode(204);
    Api.admin().get("/api/me/accounts").then().body("items.source", not(hasItem(place.id())));
  }

  @Asvs({"6.3.4", "6.8.4"})
  @Test
  void secondFactorIsAskedForAfterTheWayBack() {
    make("way.guarded");
    List<String> recovery = protect("way.guarded");
    place.tells("guarded-subject", "way.guarded");
    Trip trip = place.there("/data/customer");
    Response back = trip.back();
    assertThat(back.header("Location")).endsWith("/sign-in?code=needed&to=%2Fdata%2Fcustomer");
    assertThat(back.cookie(OtherPlace.SESSION)).isNull();
    // Whoever put the browser's secret there before is not asked for the code alone.
    code(trip.browser(), recovery.get(0)).then().statusCode(403);
    String browser = back.cookie(OtherPlace.BROWSER);
    code(browser, "wrong").then().statusCode(401).body("code", equalTo("access.badCode"));
    Response in = code(browser, recovery.get(0));
    assertThat(in.jsonPath().getString("destination")).isEqualTo("/data/customer");
    as(session(in)).get("/api/me").then().body("user.username", equalTo("way.guarded"));
    code(browser, recovery.get(1)).then().statusCode(403);
  }

  private static Response code(String browser, String code) {
    return Api.anonymous()
        .body(Map.of("code", code))
        .cookie(OtherPlace.BROWSER, browser)
        .post("/api/sign-in/code");
  }

  /** Gives the recovery codes. */
  private static List<String> protect(String username) {
    String session = Api.signIn(username, Shop.PASSWORD);
    String secret =
        as(session)
            .body(Map.of("password", Shop.PASSWORD))
            .post("/api/me/second-factor")
            .then()
            .statusCode(200)
            .extract()
            .path("secret");
    return as(session)
        .body(Map.of("code", code(secret)))
        .post("/api/me/second-factor/confirm")
        .then()
        .statusCode(200)
        .extract()
        .path("recoveryCodes");
  }

  @Asvs("7.4.2")
  @Test
  void blockedPersonStaysOut() {
    String id = make("blocked.there");
    String before = place.sessionOf("blocked-subject", "blocked.there");
    as(before).get("/api/me").then().statusCode(200);
    List<String> recovery = protect("blocked.there");
    place.tells("blocked-subject", "blocked.there");
    Response halfIn = place.there("/").back();
    Api.admin()
        .header("If-Match", "\"" + Api.admin().get("/api/users/" + id).path("version") + "\"")
        .body(Map.of("active", false))
        .patch("/api/users/" + id)
        .then()
        .statusCode(200);
    as(before).get("/api/me").then().statusCode(401);
    code(halfIn.cookie(OtherPlace.BROWSER), recovery.get(0))
        .then()
        .statusCode(403)
        .body("code", equalTo("signInWay.blocked"));
    place.tells("blocked-subject", "blocked.there");
    assertRefused(place.there("/").back(), "signInWay.blocked");
    place.tells("not-bound-subject", "blocked.there");
    assertRefused(place.there("/").back(), "signInWay.blocked");
  }

  @Test
  void settingsAreCheckedAndTheSecretNeverComesBack() {
    String told = Api.admin().get("/api/sign-in-sources").asString();
    assertThat(told).contains("\"hasSecret\":true").doesNotContain(OtherPlace.SECRET);
    place
        .add(
            Map.of("label", "", "roles", Map.of("boss", "admin"), "settings", Map.of("isuer", "x")))
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("/label"))
        .body("errors.pointer", hasItem("/roles"))
        .body("errors.pointer", hasItem("/settings/issuer"))
        .body("errors.pointer", hasItem("/settings/site"))
        .body("errors.pointer", hasItem("/settings/isuer"));
    place.add(Map.of("id", place.id())).then().statusCode(409).body("code", equalTo("duplicate"));
    // Whoever changes where the secret goes has to know it.
    Map<String, String> elsewhere = place.settings();
    elsewhere.put("issuer", "http://127.0.0.1:1/elsewhere");
    place.change(Map.of("settings", elsewhere)).statusCode(200).body("hasSecret", equalTo(false));
    Shop.clerk("north").get("/api/sign-in-sources").then().statusCode(403);
  }

  @Asvs({"1.3.6", "13.2.4"})
  @Test
  void placesInsideAreNotCalled() {
    for (String inside :
        List.of("https://10.0.0.1/x", "https://localhost/x", "http://login.example.com/x")) {
      Map<String, String> settings = place.settings();
      settings.put("issuer", inside);
      place
          .add(Map.of("settings", settings))
          .then()
          .statusCode(422)
          .body("errors.pointer", hasItem("/settings/issuer"));
    }
  }

  @Asvs("16.5.2")
  @Test
  void providerThatIsDownIsToldAndThePasswordStillOpens() {
    make("way.patient");
    String before = place.sessionOf("patient-subject", "way.patient");
    Map<String, String> gone = place.settings();
    gone.put("issuer", "http://127.0.0.1:1/gone");
    place.change(Map.of("settings", gone)).statusCode(200);
    place.begin("/").then().statusCode(503).body("code", equalTo("signInWay.unreachable"));
    as(Api.signIn("way.patient", Shop.PASSWORD)).get("/api/me").then().statusCode(200);
    as(before).get("/api/me").then().statusCode(200);
  }

  @Asvs({"16.2.1", "16.3.1"})
  @Test
  void everySignInRefusalAndBindingIsInTheAuditLog() {
    String id = make("way.watched");
    String session = place.sessionOf("watched-subject", "way.watched");
    place.tells("nobody-subject", "way.nobody");
    assertRefused(place.there("/").back(), "signInWay.stranger");
    as(session)
        .body(Map.of("password", ""))
        .post("/api/me/accounts/" + place.id() + "/end")
        .then()
        .statusCode(204);
    JsonPath own = Api.admin().get("/api/audit?user=" + id).jsonPath();
    assertThat(own.getList("items.kind", String.class))
        .containsExactly("account.ended", "signIn.done", "account.bound");
    assertThat(own.getString("items[1].details.source")).isEqualTo(place.id());
    assertThat(own.getString("items[2].details.account")).isEqualTo("watched-subject");
    JsonPath refused =
        Api.admin().get("/api/audit?kind=signIn.refused&limit=1&q=" + place.id()).jsonPath();
    assertThat(refused.getString("items[0].details.wrong")).isEqualTo("signInWay.stranger");
    assertThat(refused.getString("items[0].address")).isNotEmpty();
    place.change(Map.of("active", false)).statusCode(200);
    JsonPath sources = Api.admin().get("/api/audit?kind=signInSource.&limit=2").jsonPath();
    assertThat(sources.getList("items.kind", String.class))
        .containsExactly("signInSource.changed", "signInSource.created");
    assertThat(sources.getString("items[1].details.settings.clientId"))
        .isEqualTo(OtherPlace.CLIENT);
    assertThat(Api.admin().get("/api/audit?limit=200").asString())
        .doesNotContain(OtherPlace.SECRET);
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
