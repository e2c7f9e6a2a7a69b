package dev.dougong.web.auth;

import static dev.dougong.web.auth.OtherPlace.as;
import static dev.dougong.web.auth.OtherPlace.assertRefused;
import static dev.dougong.web.auth.OtherPlace.back;
import static dev.dougong.web.auth.OtherPlace.make;
import static dev.dougong.web.auth.OtherPlace.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Http;
import dev.dougong.web.Shop;
import dev.dougong.web.Tables;
import dev.dougong.web.auth.OtherPlace.Trip;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who tries to get in by another place without being the one, and who could lock people out. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class SourceGuardIT {

  @Inject DataSource source;

  private OtherPlace place;

  @BeforeEach
  void open() {
    Shop.open();
    place = new OtherPlace("guards");
  }

  @AfterEach
  void close() {
    place.close();
  }

  private void sql(String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Asvs({"10.1.2", "10.2.1", "10.5.1"})
  @Test
  void wayIsGoodOnceAndInItsBrowserOnly() {
    make("way.once");
    place.tells("once-subject", "way.once");
    Trip trip = place.there("/");
    String answer = trip.answer();
    assertRefused(back(answer, "x".repeat(43), Api.anonymous()), "signInWay.expired");
    session(back(answer, trip.browser(), Api.anonymous()));
    assertRefused(back(answer, trip.browser(), Api.anonymous()), "signInWay.expired");
    String forged = "/api/sign-in/callback/" + place.id() + "?state=a&code=b";
    assertRefused(back(forged, trip.browser(), Api.anonymous()), "signInWay.expired");
    Trip late = place.there("/");
    sql("update ws_main.sign_in_flow set began_at = now() - interval '11 minutes'");
    assertRefused(late.back(), "signInWay.expired");
  }

  @Asvs("10.1.2")
  @Test
  void codeOfAnotherWayIsRefused() {
    make("way.mixed");
    place.tells("mixed-subject", "way.mixed");
    Trip mine = place.there("/");
    String stolen = mine.answer().replaceFirst(".*[?&]code=([^&]+).*", "$1");
    Trip theirs = place.there("/");
    String answer = theirs.answer().replaceFirst("code=[^&]+", "code=" + stolen);
    assertRefused(back(answer, theirs.browser(), Api.anonymous()), "signInWay.badAnswer");
  }

  @Asvs("10.2.2")
  @Test
  void answerOfAnotherPlaceIsRefused() {
    make("way.confused");
    try (OtherPlace evil = new OtherPlace("evil")) {
      place.tells("confused-subject", "way.confused");
      Trip trip = place.there("/");
      String answer = trip.answer();
      assertThat(answer).contains("/callback/" + place.id());
      String elsewhere = answer.replace(place.id(), evil.id());
      assertRefused(back(elsewhere, trip.browser(), Api.anonymous()), "signInWay.expired");
      assertRefused(back(answer, trip.browser(), Api.anonymous()), "signInWay.expired");
    }
  }

  @Asvs("6.8.1")
  @Test
  void nobodyIsTakenOverByTheirNameAtASecondPlaceOrByLettersThatLookAlike() {
    make("mark");
    place.tells("kelvin-subject", "mar\u212A");
    assertRefused(place.there("/").back(), "signInWay.stranger");
    place.tells("blank-subject", " mark");
    assertRefused(place.there("/").back(), "signInWay.stranger");
    place.sessionOf("mark-subject", "mark");
    try (OtherPlace second = new OtherPlace("second")) {
      second.tells("mark-subject", "mark");
      assertRefused(second.there("/").back(), "signInWay.bindFirst");
      second.tells("mark-subject", "someone");
      assertRefused(second.there("/").back(), "signInWay.stranger");
    }
  }

  @Asvs("9.2.1")
  @Test
  void tokenOfYesterdayIsRefused() {
    place.tells("s", Map.of("preferred_username", "north"), -3600);
    assertRefused(place.there("/").back(), "signInWay.badAnswer");
  }

  @Asvs("3.7.2")
  @Test
  void wayBackLeadsToAPathOfThisSiteOnly() {
    make("way.straight");
    for (String to :
        List.of(
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "javascript:alert(1)",
            "evil.example")) {
      place.tells("straight-subject", "way.straight");
      assertThat(place.there(to).back().header("Location")).as(to).matches("(http://[^/]+)?/");
    }
  }

  @Asvs({"7.6.2", "10.2.1"})
  @Test
  void noOtherSiteBeginsAWay() {
    String path = "/api/sign-in/ways/" + place.id();
    Http browser = Http.session("none");
    assertThat(browser.status("GET", path)).isEqualTo(405);
    assertThat(browser.send("POST", path, "{}", "Origin", "https://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(browser.send("POST", path, "{}", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
  }

  @Asvs("7.2.4")
  @Test
  void formerSessionOfTheBrowserEnds() {
    make("way.former");
    String former = Api.signIn("north", Shop.PASSWORD);
    place.tells("former-subject", "way.former");
    String session = session(place.there("/").back(as(former)));
    as(session).get("/api/me").then().body("user.username", equalTo("way.former"));
    as(former).get("/api/me").then().statusCode(401);
  }

  @Asvs("7.5.1")
  @Test
  void whoHoldsTheSessionOnlyChangesNoWayToSignIn() {
    make("way.seated");
    RequestSpecification seated = Api.as("way.seated", Shop.PASSWORD);
    for (String typed : List.of("", "not the password")) {
      place
          .beginToBind(seated, typed)
          .then()
          .statusCode(422)
          .body("code", equalTo("access.wrongPassword"));
    }
    String session = place.sessionOf("seated-subject", "way.seated");
    place.beginToBind(as(session), "").then().statusCode(200);
    as(session).body(Map.of("password", "")).post(FACTOR).then().statusCode(200);
    age(session);
    for (Response refused :
        List.of(
            place.beginToBind(as(session), ""),
            as(session).body(Map.of("password", "")).post(FACTOR),
            as(session).body(Map.of("password", "")).post(end(place)))) {
      refused.then().statusCode(422).body("code", equalTo("access.signInAgain"));
    }
    as(session).body(Map.of("password", Shop.PASSWORD)).post(FACTOR).then().statusCode(200);
    as(session).body(Map.of("password", Shop.PASSWORD)).post(end(place)).then().statusCode(204);
  }

  private static final String FACTOR = "/api/me/second-factor";

  private static String end(OtherPlace place) {
    return "/api/me/accounts/" + place.id() + "/end";
  }

  /** As if ten minutes had gone by. */
  private void age(String session) {
    sql(
        "update ws_main.session set created_at = now() - interval '10 minutes' where hash = '"
            + Secrets.hash(session)
            + "'");
  }

  @Test
  void whoNeverChangedTheStartPasswordIsNotAskedToByAnotherPlace() {
    make("way.begins", Map.of("password", Shop.PASSWORD, "mustChangePassword", true));
    Api.as("way.begins", Shop.PASSWORD)
        .get("/api/me/sessions")
        .then()
        .statusCode(403)
        .body("code", equalTo("access.passwordDue"));
    String session = place.sessionOf("begins-subject", "way.begins");
    as(session).get("/api/me/sessions").then().statusCode(200);
    as(session).get("/api/me/accounts").then().statusCode(200).body("byPassword", equalTo(false));
  }

  @Test
  void lastWayToSignInIsNotEndedByItsPerson() {
    place.change(Map.of("makesPeople", true)).statusCode(200);
    String session = place.sessionOf("single-subject", "way.single");
    as(session)
        .body(Map.of("password", ""))
        .post(end(place))
        .then()
        .statusCode(409)
        .body("code", equalTo("signInWay.lastWay"));
    as(place.sessionOf("single-subject", "way.single")).get("/api/me").then().statusCode(200);
    try (OtherPlace second = new OtherPlace("other")) {
      Trip trip = OtherPlace.trip(second.beginToBind(as(session), ""));
      second.tells("single-subject", "whatever");
      assertThat(trip.back(as(session)).header("Location")).endsWith("/profile");
      as(session).body(Map.of("password", "")).post(end(place)).then().statusCode(204);
      as(session).body(Map.of("password", "")).post(end(second)).then().statusCode(409);
    }
  }

  @Test
  void sourceStaysByWhichTheLastAdministratorSignsIn() {
    Trip trip = OtherPlace.trip(place.beginToBind(Api.admin(), DatabaseResource.ADMIN_PASSWORD));
    place.tells("last-admin", "whatever");
    assertThat(trip.back(Api.admin()).header("Location")).endsWith("/profile");
    String id = Api.admin().get("/api/me").path("user.id");
    sql("create table ws_main.kept as select id, password_hash from ws_main.app_user");
    try {
      sql("update ws_main.app_user set password_hash = null");
      for (Response refused :
          List.of(
              Api.admin().delete("/api/sign-in-sources/" + place.id()),
              place.change(Map.of("active", false)).extract().response(),
              Api.admin().delete("/api/users/" + id + "/accounts/" + place.id()))) {
        refused.then().statusCode(409).body("code", equalTo("signInWay.lastAdministrator"));
      }
    } finally {
      sql(
          "update ws_main.app_user u set password_hash = k.password_hash"
              + " from ws_main.kept k where k.id = u.id");
      sql("drop table ws_main.kept");
    }
    Api.admin().delete("/api/sign-in-sources/" + place.id()).then().statusCode(204);
  }

  @Asvs({"10.1.1", "16.2.5"})
  @Test
  void tokensCodesAndSecretsAreInNoLogAndNoAnswer() {
    make("way.quiet");
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    Handler handler = listener(lines);
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    try {
      place.tells("quiet-subject", "way.quiet");
      Trip trip = place.there("/");
      String answer = trip.answer();
      Response back = back(answer, trip.browser(), Api.anonymous());
      String session = session(back);
      place.tells("quiet-subject", Map.of(), -3600);
      assertRefused(place.there("/").back(), "signInWay.badAnswer");
      Logger.getLogger("dev.dougong.web.auth").warning("the listener listens");
      String all = String.join("\n", lines);
      assertThat(all).contains("the listener listens");
      assertThat(all)
          .doesNotContain(session, trip.browser(), OtherPlace.SECRET, "eyJ")
          .doesNotContain(answer.replaceFirst(".*[?&]code=([^&]+).*", "$1"))
          .doesNotContain(answer.replaceFirst(".*[?&]state=([^&]+).*", "$1"));
      assertThat(back.asString() + back.headers()).doesNotContain("eyJ", OtherPlace.SECRET);
    } finally {
      root.removeHandler(handler);
    }
    Tables tables = new Tables(source);
    assertThat(tables.texts("select f::text from ws_main.sign_in_flow f"))
        .noneMatch(SourceGuardIT::isToken);
    assertThat(tables.texts("select s::text from ws_main.sign_in_source s"))
        .isNotEmpty()
        .noneMatch(row -> row.contains(OtherPlace.SECRET));
  }

  private static boolean isToken(String row) {
    return row.contains("eyJ");
  }

  private static Handler listener(Queue<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(line.getMessage() + " " + java.util.Arrays.toString(line.getParameters()));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Asvs("7.6.1")
  @Test
  void signingOutEndsTheSessionHereAndNothingThere() {
    make("way.leaves");
    String session = place.sessionOf("leaves-subject", "way.leaves");
    as(session).post("/api/logout").then().statusCode(204);
    as(session).get("/api/me").then().statusCode(401);
    as(place.sessionOf("leaves-subject", "way.leaves")).get("/api/me").then().statusCode(200);
  }
}
