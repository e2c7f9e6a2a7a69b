package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class ImportApiIT {

  private static final Map<String, Object> PLAN =
      Map.of(
          "mapping",
          Map.of("客户姓名", "name", "电话", "phone", "消费", "spent", "次数", "visits"),
          "mode",
          "upsert",
          "key",
          "phone");

  private static final int MOST_LOOKS = 2_000;
  private static final String ROWS =
      """
      客户姓名,电话,消费,次数
      导入一,IMP-1,"1,234.50",3
      导入二,IMP-2,88,
      ,IMP-3,1,1
      =坏,IMP-4,很多,1
      """;

  @BeforeEach
  void open() {
    Shop.open();
  }

  private static Response bring(RequestSpecification by, String entity) {
    return by.contentType(ContentType.MULTIPART)
        .multiPart("entity", entity)
        .multiPart("file", "客户.csv", ROWS.getBytes(Charset.forName("GBK")), "text/csv")
        .post("/api/imports");
  }

  private static JsonPath worked(String address) {
    for (int i = 0; i < MOST_LOOKS; i++) {
      JsonPath state = Api.admin().get(address).jsonPath();
      if (!state.getBoolean("isWorking")) {
        return state;
      }
    }
    throw new AssertionError(Api.admin().get(address).asString());
  }

  private static int customers() {
    return Api.admin()
        .queryParam("filter", "startsWith(phone, \"IMP-\")")
        .get("/api/data/customer")
        .jsonPath()
        .getList("items")
        .size();
  }

  @Test
  void aFileIsBroughtCheckedRunAndUndone() {
    Response brought = bring(Api.admin(), "customer");
    brought
        .then()
        .statusCode(201)
        .body("encoding", equalTo("GBK"))
        .body("rows", equalTo(4))
        .body("columns.name", contains("客户姓名", "电话", "消费", "次数"))
        .body("plan.mapping.电话", equalTo("phone"))
        .body("plan.mode", equalTo("upsert"))
        .body("plan.key", contains("phone"));
    String address = "/api/imports/" + brought.path("id");

    Api.admin().body(PLAN).post(address + "/check").then().statusCode(200);
    JsonPath checked = worked(address);
    assertThat(checked.getString("status")).isEqualTo("checked");
    assertThat(checked.getMap("foreseen"))
        .as(checked.getString("errors"))
        .isEqualTo(Map.of("created", 2, "failed", 2));
    assertThat(checked.getString("errors.items[0].problems[0].code")).isEqualTo("record.required");
    assertThat(checked.getString("errors.items[0].problems[0].field")).isEqualTo("name");
    assertThat(customers()).isZero();

    Api.admin().body(PLAN).post(address + "/run").then().statusCode(200);
    assertThat(worked(address).getMap("counts")).isEqualTo(Map.of("created", 2, "failed", 2));
    Api.admin().body(PLAN).post(address + "/run").then().statusCode(200);
    assertThat(worked(address).getString("status")).isEqualTo("done");
    assertThat(customers()).isEqualTo(2);
    String errors = new String(errors(address), StandardCharsets.UTF_8);
    assertThat(errors)
        .startsWith("\uFEFF客户姓名,电话,消费,次数,Row,What is wrong")
        .contains("'=坏,IMP-4,很多,1,5,");

    Api.admin().post(address + "/undo").then().statusCode(200);
    assertThat(worked(address).getString("status")).isEqualTo("undone");
    assertThat(customers()).isZero();
    Api.admin()
        .queryParam("entity", "customer")
        .get("/api/imports")
        .then()
        .statusCode(200)
        .body("items.counts.undone", hasItem(2));
  }

  private static byte[] errors(String address) {
    Response file = Api.admin().get(address + "/errors");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.contentType()).startsWith("text/csv");
    return file.asByteArray();
  }

  @Test
  void whoMayNotImportBringsAndSeesNothing() {
    bring(Shop.clerk("north"), "customer")
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
    bring(Api.admin(), "nothing").then().statusCode(404);
    String id = bring(Api.admin(), "customer").path("id");
    Shop.clerk("north").get("/api/imports/" + id).then().statusCode(404);
    Shop.clerk("north").get("/api/imports/" + id + "/rows").then().statusCode(404);
    Shop.clerk("north").get("/api/imports/" + id + "/errors").then().statusCode(404);
    Shop.clerk("north").body("{}").post("/api/imports/" + id + "/run").then().statusCode(404);
    Shop.clerk("north").post("/api/imports/" + id + "/undo").then().statusCode(404);
    Api.admin()
        .body("{\"mode\":\"sometimes\"}")
        .post("/api/imports/" + id + "/check")
        .then()
        .statusCode(400);
    Api.admin().post("/api/imports/" + id + "/undo").then().statusCode(409);
  }
}
