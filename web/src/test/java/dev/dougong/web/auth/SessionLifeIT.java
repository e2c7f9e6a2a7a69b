package dev.dougong.web.auth;

import static dev.dougong.web.Api.anonymous;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Http;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.InvalidKeyException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How sessions begin and end, and what nobody signs in with. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class SessionLifeIT {

  @Inject DataSource source;

  @BeforeEach
  void open() {
    Shop.open();
  }

  private static String person(String username) {
    return Api.admin()
        .body(Map.of("username", username, "password", Shop.PASSWORD, "roles", List.of("clerk")))
        .post("/api/users")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** A session that stands as if so many hours had gone by. */
  private int statusAfter(String column, int hours) throws SQLException {
    String session = Api.signIn("north", Shop.PASSWORD);
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "update ws_main.session set "
                    + column
                    + " = now() - make_interval(hours => ?) where hash = ?")) {
      statement.setInt(1, hours);
      statement.setString(2, Secrets.hash(session));
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
    return Http.session(session).status("GET", "/api/me");
  }

  @Test
  @Asvs("7.3.1")
  void sessionEndsThatNobodyUses() throws SQLException {
    assertThat(statusAfter("last_used_at", 11)).isEqualTo(200);
    assertThat(statusAfter("last_used_at", 13)).isEqualTo(401);
  }

  @Test
  @Asvs("7.3.2")
  void sessionEndsAfterAWeekHoweverMuchItIsUsed() throws SQLException {
    assertThat(statusAfter("created_at", 7 * 24 - 1)).isEqualTo(200);
    assertThat(statusAfter("created_at", 7 * 24 + 1)).isEqualTo(401);
  }

  @Test
  @Asvs("7.2.4")
  void signingInAgainMakesANewTokenAndEndsTheOldOne() {
    String first = Api.signIn("south", Shop.PASSWORD);
    Map<String, String> wrong = Map.of("username", "south", "password", "wrong");
    anonymous().cookie("dougong_session", first).body(wrong).post("/api/login");
    assertThat(Http.session(first).status("GET", "/api/me")).isEqualTo(200);

    String second =
        anonymous()
            .cookie("dougong_session", first)
            .body(Map.of("username", "south", "password", Shop.PASSWORD))
            .post("/api/login")
            .then()
            .statusCode(204)
            .extract()
            .cookie("dougong_session");

    assertThat(second).isNotEqualTo(first);
    assertThat(Http.session(first).status("GET", "/api/me")).isEqualTo(401);
    assertThat(Http.session(second).status("GET", "/api/me")).isEqualTo(200);
  }

  @Test
  @Asvs({"6.3.2", "13.2.3"})
  void nobodySignsInWithWhatComesFromAFactory() {
    for (String pair :
        List.of("admin/admin", "admin/password", "root/root", "sa/", "owner/owner", "test/test")) {
      String[] part = pair.split("/", -1);
      int status =
          anonymous()
              .body(Map.of("username", part[0], "password", part[1]))
              .post("/api/login")
              .statusCode();
      assertThat(status).as(pair).isEqualTo(401);
    }
  }

  @Test
  @Asvs({"6.4.3", "6.5.2", "6.5.4"})
  void newPasswordDoesNotGetRoundTheSecondFactor() throws InvalidKeyException {
    String id = person("twofold");
    String session = Api.signIn("twofold", Shop.PASSWORD);
    String secret =
        anonymous()
            .cookie("dougong_session", session)
            .body(Map.of("password", Shop.PASSWORD))
            .post("/api/me/second-factor")
            .then()
            .statusCode(200)
            .extract()
            .path("secret");
    TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
    String code =
        codes.generateOneTimePasswordString(
            new SecretKeySpec(new Base32().decode(secret), codes.getAlgorithm()),
            Instant.now(),
            Locale.ROOT);
    List<String> recovery =
        anonymous()
            .cookie("dougong_session", session)
            .body(Map.of("code", code))
            .post("/api/me/second-factor/confirm")
            .then()
            .statusCode(200)
            .extract()
            .path("recoveryCodes");
    assertRecoveryCodes(recovery);
    String start =
        Api.admin()
            .body(Map.of())
            .post("/api/users/" + id + "/password")
            .then()
            .statusCode(200)
            .extract()
            .path("startPassword");
    anonymous()
        .body(Map.of("username", "twofold", "password", start))
        .post("/api/login")
        .then()
        .statusCode(401)
        .body("code", equalTo("access.codeNeeded"));
  }

  private static void assertRecoveryCodes(List<String> codes) {
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    assertThat(codes).allMatch(code -> code.replace("-", "").matches("[a-z2-9]{28}"));
  }
}
