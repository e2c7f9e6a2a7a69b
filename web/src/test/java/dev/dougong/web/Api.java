package dev.dougong.web;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** Ways to call the application in tests. */
public final class Api {

  private Api() {}

  /** Signs in and gives requests that carry the session. */
  public static RequestSpecification as(String username, String password) {
    String session =
        anonymous()
            .body(Map.of("username", username, "password", password))
            .post("/api/login")
            .then()
            .statusCode(204)
            .extract()
            .cookie("dougong_session");
    return anonymous().cookie("dougong_session", session);
  }

  /** As the administrator. */
  public static RequestSpecification admin() {
    return as("admin", DatabaseResource.ADMIN_PASSWORD);
  }

  /** Without a session. */
  public static RequestSpecification anonymous() {
    return given()
        .contentType(ContentType.JSON)
        .header("X-Dougong", "1")
        .header("Accept-Language", "en");
  }
}
