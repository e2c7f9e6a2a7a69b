package dev.dougong.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.web.Api;
import dev.dougong.web.Shop;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** A real OpenID provider that is connected as a source, and trips of browsers there and back. */
final class OtherPlace implements AutoCloseable {

  static final String CLIENT = "dougong";
  static final String SECRET = "the secret of this client";
  static final String BROWSER = "dougong_sign_in";
  static final String SESSION = "dougong_session";

  private final MockOAuth2Server provider = new MockOAuth2Server();
  private final String name;
  private final String id;

  OtherPlace(String name) {
    this.name = name;
    provider.start();
    id = add(Map.of()).then().statusCode(201).extract().path("id");
  }

  String id() {
    return id;
  }

  /** The provider is gone; the source stays. */
  void goDown() {
    provider.shutdown();
  }

  @Override
  public void close() {
    Api.admin().delete("/api/sign-in-sources/" + id);
    provider.shutdown();
  }

  Map<String, String> settings() {
    return new HashMap<>(
        Map.of(
            "site",
            "http://localhost:" + RestAssured.port,
            "issuer",
            "http://127.0.0.1:" + provider.baseUrl().port() + "/" + name,
            "clientId",
            CLIENT,
            "usernameClaim",
            "preferred_username",
            "groupsClaim",
            "groups"));
  }

  Response add(Map<String, Object> other) {
    Map<String, Object> wish = new HashMap<>();
    wish.put("kind", "oidc");
    wish.put("label", "Company account " + name);
    wish.put("settings", settings());
    wish.put("secret", SECRET);
    wish.putAll(other);
    return Api.admin().body(wish).post("/api/sign-in-sources");
  }

  ValidatableResponse change(Map<String, Object> other) {
    Map<String, Object> wish = new HashMap<>();
    wish.put("label", "Company account " + name);
    wish.put("settings", settings());
    wish.putAll(other);
    return Api.admin()
        .header("If-Match", "\"1\"")
        .body(wish)
        .put("/api/sign-in-sources/" + id)
        .then();
  }

  /** Whoever goes there next is this one. */
  void tells(String subject, Map<String, Object> claims) {
    tells(subject, claims, 3600);
  }

  void tells(String subject, Map<String, Object> claims, long seconds) {
    provider.enqueueCallback(
        new DefaultOAuth2TokenCallback(name, subject, "JWT", List.of(CLIENT), claims, seconds));
  }

  /** The same by the claim of the user name alone. */
  void tells(String subject, String username) {
    tells(subject, Map.of("preferred_username", username));
  }

  Response begin(String to) {
    return Api.anonymous().body(Map.of("to", to)).post("/api/sign-in/ways/" + id);
  }

  Response beginToBind(RequestSpecification by, String password) {
    return by.body(Map.of("password", password)).post("/api/sign-in/ways/" + id + "/bind");
  }

  /** To the provider. */
  Trip there(String to) {
    return trip(begin(to));
  }

  static Trip trip(Response begun) {
    assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(200);
    return new Trip(begun.jsonPath().getString("address"), begun.cookie(BROWSER));
  }

  /** In as this person. */
  String sessionOf(String subject, String username) {
    tells(subject, username);
    return session(there("/").back());
  }

  record Trip(String address, String browser) {

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
      return OtherPlace.back(answer(), browser, by);
    }
  }

  static Response back(String address, String browser, RequestSpecification by) {
    return by.redirects()
        .follow(false)
        .urlEncodingEnabled(false)
        .cookie(BROWSER, browser)
        .get(address);
  }

  static String session(Response back) {
    assertThat(back.cookie(SESSION)).as(back.header("Location")).isNotNull();
    return back.cookie(SESSION);
  }

  static RequestSpecification as(String session) {
    return Api.anonymous().cookie(SESSION, session);
  }

  static void assertRefused(Response back, String code) {
    assertThat(back.header("Location")).endsWith("/sign-in?refused=" + code);
    assertThat(back.cookie(SESSION)).isNull();
  }

  /** A person with a password. */
  static String make(String username) {
    return make(username, Map.of("password", Shop.PASSWORD));
  }

  static String make(String username, Map<String, Object> other) {
    Map<String, Object> wish = new HashMap<>(Map.of("username", username, "name", username));
    wish.putAll(other);
    return Api.admin().body(wish).post("/api/users").then().statusCode(201).extract().path("id");
  }
}
