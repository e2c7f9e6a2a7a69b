package dev.dougong.web.scan;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;

/** A way in for files. */
record Entrance(String path, String type) {

  static final String FORM = "multipart/form-data";

  /** Where clerks bring files of records. */
  static final Entrance FILES = new Entrance("/api/files", FORM);

  /** All there are; {@link EntranceTest} fails where one is missing. */
  static final List<Entrance> ALL =
      List.of(
          FILES,
          new Entrance("/api/imports", FORM),
          new Entrance("/api/users/import/check", FORM),
          new Entrance("/api/users/import/run", FORM),
          new Entrance("/api/packages/plan", FORM),
          new Entrance("/api/packages/plan", "application/zip"),
          new Entrance("/api/packages/plan", "application/octet-stream"),
          new Entrance("/api/packages/apply", FORM),
          new Entrance("/api/packages/apply", "application/zip"),
          new Entrance("/api/packages/apply", "application/octet-stream"));

  /** Sends bytes with a session of an administrator. */
  Response send(byte[] bytes, String session, String language) {
    RequestSpecification call =
        RestAssured.given()
            .header("X-Dougong", "1")
            .header("Accept-Language", language)
            .cookie("dougong_session", session)
            .contentType(type);
    return type.equals(FORM)
        ? call.multiPart("file", "prices.csv", bytes).multiPart("entity", "customer").post(path)
        : call.body(bytes).post(path);
  }
}
