package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class FilesIT {

  private static final byte[] PNG = {
    (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
  };

  @BeforeEach
  void open() {
    Shop.open();
  }

  @Asvs({"3.2.1", "3.4.4", "5.4.1", "8.2.2"})
  @Test
  void aPhotographIsReadByThoseWhoMayReadItsRecord() {
    String id = upload("shop front.png", PNG).then().statusCode(201).extract().path("id");
    Shop.clerk("south").get("/api/files/" + id).then().statusCode(404);

    Shop.clerk("north")
        .body(
            Map.of(
                "name",
                "有照片",
                "phone",
                "13900000801",
                "photo",
                List.of(Map.of("id", id, "name", "x", "size", 1, "type", "image/gif"))))
        .post("/api/data/customer")
        .then()
        .statusCode(201)
        .body("photo[0].name", equalTo("shop front.png"))
        .body("photo[0].size", equalTo(PNG.length))
        .body("photo[0].type", equalTo("image/png"));

    Response answer = Shop.clerk("north").get("/api/files/" + id);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asByteArray()).isEqualTo(PNG);
    assertThat(answer.contentType()).isEqualTo("image/png");
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo("inline; filename*=UTF-8''shop%20front.png");
    assertThat(answer.headers().getValues("Cache-Control")).containsExactly("private, no-cache");
    assertThat(answer.headers().getValues("Content-Security-Policy"))
        .contains("default-src 'none'; sandbox");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    Shop.clerk("north")
        .header("If-None-Match", answer.header("ETag"))
        .get("/api/files/" + id)
        .then()
        .statusCode(304);
    Shop.clerk("south")
        .header("If-None-Match", answer.header("ETag"))
        .get("/api/files/" + id)
        .then()
        .statusCode(404)
        .body("code", equalTo("notFound"));
    Api.anonymous().get("/api/files/" + id).then().statusCode(401);
  }

  @Asvs({"3.2.1", "3.2.2", "5.3.1"})
  @Test
  void whatIsNoPictureIsSavedAndNeverShown() {
    String page = "<html><script>alert(1)</script></html>";
    String id =
        upload("a.png", page.getBytes(StandardCharsets.UTF_8))
            .then()
            .statusCode(201)
            .body("type", equalTo("text/html"))
            .extract()
            .path("id");

    Response answer = Shop.clerk("north").get("/api/files/" + id);

    assertThat(answer.contentType()).isEqualTo("application/octet-stream");
    assertThat(answer.header("Content-Disposition")).startsWith("attachment;");
    assertThat(answer.asString()).isEqualTo(page);
  }

  @Asvs("5.3.2")
  @Test
  void uploadsThatAreNoneAreRefused() {
    upload("a.png", new byte[0]).then().statusCode(422).body("code", equalTo("file.empty"));
    multipart().multiPart("other", "a.png", PNG).post("/api/files").then().statusCode(400);
    Shop.clerk("north")
        .body(Map.of("file", Map.of("filepath", "/etc/passwd")))
        .post("/api/files")
        .then()
        .statusCode(415);
    Shop.clerk("north").get("/api/files/..%2F..%2Fetc").then().statusCode(404);
  }

  private static Response upload(String name, byte[] bytes) {
    return multipart().multiPart("file", name, bytes).post("/api/files");
  }

  private static RequestSpecification multipart() {
    return Shop.clerk("north").contentType("multipart/form-data");
  }
}
