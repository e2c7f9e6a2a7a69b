package dev.dougong.web.auth;

import static dev.dougong.web.Api.anonymous;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.security.InvalidKeyException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class SecondFactorIT {

  private static final String FACTOR = "/api/me/second-factor";
  private static final TimeBasedOneTimePasswordGenerator CODES =
      new TimeBasedOneTimePasswordGenerator();

  @Inject DataSource source;

  @BeforeEach
  void open() {
    Shop.open();
  }

  /** A second factor that was set up, and the moment from which its codes are counted. */
  private record Device(String secret, List<String> recoveryCodes, Instant confirmedAt) {

    /** The code of a step: 0 is the one that confirmed, which is used up. */
    String code(int step) {
      return SecondFactorIT.code(secret, confirmedAt.plusSeconds(30L * step));
    }
  }

  @Asvs({"6.3.4", "6.5.1", "6.5.5", "6.5.8"})
  @Test
  void signInAsksForACodeThatIsGoodOnce() {
    Device device = protectedPerson("guarded");
    signIn("guarded", null).then().statusCode(401).body("code", equalTo("access.codeNeeded"));
    signIn("guarded", device.code(0)).then().statusCode(401).body("code", equalTo(BAD));
    signIn("guarded", device.code(1)).then().statusCode(204);
    signIn("guarded", device.code(1)).then().statusCode(401).body("code", equalTo(BAD));
    signIn("guarded", device.code(500)).then().statusCode(401).body("code", equalTo(BAD));
  }

  @Asvs("6.3.8")
  @Test
  void wrongPasswordIsNotToldApartByTheSecondFactor() {
    Device device = protectedPerson("silent");
    for (String code : new String[] {"", device.code(1)}) {
      anonymous()
          .body(Map.of("username", "silent", "password", "wrong", "code", code))
          .post("/api/login")
          .then()
          .statusCode(401)
          .body("code", equalTo("access.badCredentials"));
    }
  }

  @Asvs({"6.5.1", "15.4.2"})
  @Test
  void oneOfManyWhoSendTheSameCodeAtOnceGetsIn() throws Exception {
    Device device = protectedPerson("crowded");
    ExecutorService many = Executors.newFixedThreadPool(5);
    List<Integer> answers = new ArrayList<>();
    try {
      List<Future<Integer>> sent = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        sent.add(many.submit(() -> signIn("crowded", device.code(1)).statusCode()));
      }
      for (Future<Integer> one : sent) {
        answers.add(one.get());
      }
    } finally {
      many.shutdownNow();
    }
    assertThat(answers).containsOnlyOnce(204).containsOnly(204, 401);
  }

  @Asvs({"6.4.4", "6.5.1"})
  @Test
  void recoveryCodeStandsInOnceAndNewOnesReplaceTheOld() {
    Device device = protectedPerson("lost");
    String first = device.recoveryCodes().get(0);
    String session = signIn("lost", first.toUpperCase(Locale.ROOT)).cookie(COOKIE);
    signIn("lost", first).then().statusCode(401).body("code", equalTo(BAD));
    as(session).get(FACTOR).then().body("on", equalTo(true)).body("recoveryCodes", equalTo(9));
    as(session)
        .body(Map.of("password", Shop.PASSWORD))
        .post(FACTOR + "/recovery-codes")
        .then()
        .statusCode(200)
        .body("recoveryCodes", hasSize(10));
    signIn("lost", device.recoveryCodes().get(1)).then().statusCode(401);
  }

  @Asvs("6.3.1")
  @Test
  void codesAreNotGuessed() {
    Device device = protectedPerson("guessed.code");
    for (int i = 0; i < 8; i++) {
      signIn("guessed.code", "00000" + i);
    }
    signIn("guessed.code", device.code(1))
        .then()
        .statusCode(429)
        .header("Retry-After", matchesPattern("[0-9]+"));
  }

  @Asvs({"6.5.2", "7.5.1", "13.3.1"})
  @Test
  void settingUpAndEndingTakeThePasswordAndTheSecretIsSealed() throws Exception {
    String person = person("sealed", List.of("clerk"));
    as(person)
        .body(Map.of("password", "wrong"))
        .post(FACTOR)
        .then()
        .statusCode(422)
        .body("code", equalTo("access.wrongPassword"));
    as(person)
        .body(Map.of("code", "123456"))
        .post(FACTOR + "/confirm")
        .then()
        .statusCode(409)
        .body("code", equalTo("access.noProposal"));
    Device device = setUp(person);
    as(person).body(Map.of("password", Shop.PASSWORD)).post(FACTOR).then().statusCode(409);
    as(person).body(Map.of("password", "wrong")).post(FACTOR + "/end").then().statusCode(422);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select string_agg(f::text || coalesce(r::text, ''), ' ') from ws_main.second_factor f"
                    + " left join ws_main.recovery_code r using (user_id)")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1))
          .doesNotContain(device.secret())
          .doesNotContain(device.recoveryCodes().get(0).replace("-", ""));
    }
    as(person).body(Map.of("password", Shop.PASSWORD)).post(FACTOR + "/end").then().statusCode(204);
    signIn("sealed", null).then().statusCode(204);
  }

  @Test
  void wrongFirstCodeTurnsNothingOn() {
    String person = person("hasty", List.of("clerk"));
    as(person)
        .body(Map.of("password", Shop.PASSWORD))
        .post(FACTOR)
        .then()
        .statusCode(200)
        .body("address", startsWith("otpauth://totp/Dougong:hasty?secret="));
    as(person)
        .body(Map.of("code", "12345"))
        .post(FACTOR + "/confirm")
        .then()
        .statusCode(422)
        .body("code", equalTo(BAD));
    signIn("hasty", null).then().statusCode(204);
  }

  @Asvs("6.3.3")
  @Test
  void demandedSecondFactorComesBeforeAnythingElse() {
    document("guard");
    String person = person("watchman", List.of("guard"));
    as(person).get("/api/me").then().body("due", nullValue());
    demand(List.of("guard"));
    try {
      as(person).get("/api/me").then().body("due", equalTo("secondFactor"));
      as(person)
          .get("/api/users")
          .then()
          .statusCode(403)
          .body("code", equalTo("access.secondFactorDue"));
      setUp(person);
      as(person).get("/api/me").then().body("due", nullValue());
      as(person).get("/api/users").then().statusCode(200);
    } finally {
      demand(List.of());
    }
    Api.admin()
        .body(Map.of("roles", List.of("nobody")))
        .put("/api/second-factor-demand")
        .then()
        .statusCode(422)
        .body("code", equalTo("access.unknownRole"));
  }

  @Asvs({"6.4.4", "6.5.6"})
  @Test
  void administratorResetsASecondFactorThatIsLost() {
    protectedPerson("helpless");
    String id = Api.admin().get("/api/users?all=true&q=helpless").path("items[0].id");
    Api.admin()
        .get("/api/users?all=true&q=helpless")
        .then()
        .body("items.secondFactor", hasItem(true));
    Shop.clerk("north").delete("/api/users/" + id + "/second-factor").then().statusCode(403);
    Shop.clerk("north").get("/api/second-factor-demand").then().statusCode(403);
    Api.admin().delete("/api/users/" + id + "/second-factor").then().statusCode(204);
    Api.admin().delete("/api/users/" + id + "/second-factor").then().statusCode(409);
    signIn("helpless", null).then().statusCode(204);
  }

  private static final String BAD = "access.badCode";
  private static final String COOKIE = "dougong_session";

  /** A fresh request of a session. */
  private static RequestSpecification as(String session) {
    return anonymous().cookie(COOKIE, session);
  }

  private static Response signIn(String username, @Nullable String code) {
    Map<String, String> body = new HashMap<>();
    body.put("username", username);
    body.put("password", Shop.PASSWORD);
    if (code != null) {
      body.put("code", code);
    }
    return anonymous().body(body).post("/api/login");
  }

  private static String person(String username, List<String> roles) {
    Api.admin()
        .body(Map.of("username", username, "password", Shop.PASSWORD, "roles", roles))
        .post("/api/users")
        .then()
        .statusCode(201);
    return Api.signIn(username, Shop.PASSWORD);
  }

  private static Device protectedPerson(String username) {
    return setUp(person(username, List.of("clerk")));
  }

  private static Device setUp(String person) {
    String secret =
        as(person)
            .body(Map.of("password", Shop.PASSWORD))
            .post(FACTOR)
            .then()
            .statusCode(200)
            .extract()
            .path("secret");
    Instant now = Instant.now();
    List<String> codes =
        as(person)
            .body(Map.of("code", code(secret, now)))
            .post(FACTOR + "/confirm")
            .then()
            .statusCode(200)
            .extract()
            .path("recoveryCodes");
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    return new Device(secret, codes, now);
  }

  private static String code(String secret, Instant at) {
    try {
      return CODES.generateOneTimePasswordString(
          new SecretKeySpec(new Base32().decode(secret), CODES.getAlgorithm()), at, Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new AssertionError(e);
    }
  }

  private static void demand(List<String> roles) {
    Api.admin()
        .body(Map.of("roles", roles))
        .put("/api/second-factor-demand")
        .then()
        .statusCode(200);
  }

  private static void document(String key) {
    Api.admin()
        .body("{\"key\":\"%s\",\"label\":{\"zh\":\"%s\"},\"entities\":[]}".formatted(key, key))
        .put("/api/meta/role/" + key)
        .then()
        .statusCode(200);
    Api.admin()
        .body(Map.of("items", List.of(Map.of("kind", "role", "key", key))))
        .post("/api/meta/publish")
        .then()
        .statusCode(200);
  }
}
