package dev.dougong.web;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Ways to call the application in tests. */
public final class Api {

  private static final Map<String, String> SESSIONS = new ConcurrentHashMap<>();

  private Api() {}

  /** The same, but with a session that all tests share. */
  public static RequestSpecification shared(String username, String password) {
    String session = SESSIONS.computeIfAbsent(username, name -> signIn(username, password));
    return anonymous().cookie("dougong_session", session);
  }

  /** Signs in and gives requests that carry the session. */
  public static RequestSpecification as(String username, String password) {
    return anonymous().cookie("dougong_session", signIn(username, password));
  }

  /** Signs in and gives the secret of the session. */
  public static String signIn(String username, String password) {
    return anonymous()
        .body(Map.of("username", username, "password", password))
        .post("/api/login")
        .then()
        .statusCode(204)
        .extract()
        .cookie("dougong_session");
  }

  /** As the administrator. */
  public static RequestSpecification admin() {
    return shared("admin", DatabaseResource.ADMIN_PASSWORD);
  }

  /** Without a session. */
  public static RequestSpecification anonymous() {
    return given()
        .contentType(ContentType.JSON)
        .header("X-Dougong", "1")
        .header("Accept-Language", "en");
  }
}
