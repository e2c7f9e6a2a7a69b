package dev.dougong.web.rest;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class RecordsIT {

  @BeforeEach
  void open() {
    Shop.open();
  }

  @Test
  void recordIsMadeReadChangedDeletedAndRestored() {
    String id = create("north", "赵一", "13800000001");
    Shop.clerk("north")
        .get("/api/data/customer/" + id)
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"1\""))
        .body("name", equalTo("赵一"))
        .body("$", not(hasKey("secret")));
    Shop.clerk("north")
        .header("If-Match", "\"1\"")
        .body(Map.of("visits", 3))
        .patch("/api/data/customer/" + id)
        .then()
        .statusCode(200)
        .body("version", equalTo(2))
        .body("visits", equalTo(3));
    Shop.clerk("north")
        .header("If-Match", "\"1\"")
        .body(Map.of("visits", 4))
        .patch("/api/data/customer/" + id)
        .then()
        .statusCode(409)
        .body("code", equalTo("staleVersion"))
        .body("errors[0].version", equalTo(2));
    Api.admin()
        .header("If-Match", "\"2\"")
        .delete("/api/data/customer/" + id)
        .then()
        .statusCode(204);
    Shop.clerk("north").get("/api/data/customer/" + id).then().statusCode(404);
    Api.admin().post("/api/data/customer/" + id + "/restore").then().statusCode(200);
    Shop.clerk("north").get("/api/data/customer/" + id).then().statusCode(200);
  }

  @Asvs("8.2.2")
  @Test
  void customerOfAnotherStoreIsNowhere() {
    String id = create("north", "钱二", "13800000002");
    Shop.clerk("south").get("/api/data/customer/" + id).then().statusCode(404);
    Shop.clerk("south")
        .queryParam("filter", "phone == \"13800000002\"")
        .queryParam("count", "true")
        .get("/api/data/customer")
        .then()
        .statusCode(200)
        .body("items", empty())
        .body("count", equalTo(0));
    Shop.clerk("north")
        .queryParam("filter", "phone == \"13800000002\"")
        .queryParam("count", "true")
        .get("/api/data/customer")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("next", nullValue())
        .body("count", equalTo(1));
  }

  @Asvs({"8.2.3", "15.3.1"})
  @Test
  void hiddenFieldIsUnknownInFilterSortFieldsAndValues() {
    for (String parameter : new String[] {"sort", "fields"}) {
      Shop.clerk("north")
          .queryParam(parameter, "secret")
          .get("/api/data/customer")
          .then()
          .statusCode(422);
    }
    Shop.clerk("north")
        .queryParam("filter", "secret == \"x\"")
        .get("/api/data/customer")
        .then()
        .statusCode(422)
        .body("code", equalTo("expression.unknownField"));
    Shop.clerk("north")
        .body(Map.of("name", "x", "secret", "x"))
        .post("/api/data/customer")
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("record.unknownField"))
        .body("errors[0].field", equalTo("secret"));
  }

  @Asvs("8.2.2")
  @Test
  void duplicateOfAnUnreadableRecordTellsNothingAboutIt() {
    create("north", "孙三", "13800000003");
    Shop.clerk("south")
        .body(Map.of("name", "另一个", "phone", "13800000003"))
        .post("/api/data/customer")
        .then()
        .statusCode(409)
        .body("code", equalTo("duplicate"))
        .body("errors[0].field", equalTo("phone"))
        .body("errors[0]", not(hasKey("link")));
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Shop.clerk("north")
        .body("{\"phone\":\"1\",\"visits\":\"many\",\"nane\":\"x\"}")
        .post("/api/data/customer")
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("visits"))
        .body("errors.field", hasItem("nane"))
        .body("errors.field", hasItem("name"));
  }

  @Test
  void createIsDoneOncePerIdempotencyKey() {
    String first = createOnce();
    org.assertj.core.api.Assertions.assertThat(createOnce()).isEqualTo(first);
  }

  @Asvs("2.3.3")
  @Test
  void batchIsWholeOrNotAtAll() {
    Shop.clerk("north")
        .body(
            """
            {"operations":[{"op":"create","values":{"name":"周五","phone":"13800000005"}},
                           {"op":"create","values":{"phone":"13800000006"}}]}
            """)
        .post("/api/data/customer/batch")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/operations/1/values/name"))
        .body("errors[0].field", equalTo("name"));
    Shop.clerk("north")
        .queryParam("filter", "phone == \"13800000005\"")
        .get("/api/data/customer")
        .then()
        .body("items", empty());
  }

  @Test
  void upsertTellsWhatWasNew() {
    create("north", "吴六", "13800000007");
    Shop.clerk("north")
        .body(
            """
            {"key":["phone"],"records":[{"phone":"13800000007","name":"吴六六"},
                                        {"phone":"13800000008","name":"郑七"}]}
            """)
        .post("/api/data/customer/upsert")
        .then()
        .statusCode(200)
        .body("items.created", equalTo(java.util.List.of(false, true)));
  }

  @Asvs("15.3.1")
  @Test
  void snapshotHoldsWhatTheReaderMaySeeAndHasATag() {
    String tag =
        Shop.clerk("north")
            .get("/api/meta/snapshot")
            .then()
            .statusCode(200)
            .body("entities.key", equalTo(java.util.List.of("customer")))
            .body("entities[0].fields.key", not(hasItem("secret")))
            .body("entities[0].rights.delete", equalTo(false))
            .extract()
            .header("ETag");
    Shop.clerk("north")
        .header("If-None-Match", tag)
        .get("/api/meta/snapshot")
        .then()
        .statusCode(304);
  }

  private static String createOnce() {
    return Shop.clerk("north")
        .header("Idempotency-Key", "form-1")
        .body(Map.of("name", "李四", "phone", "13800000004"))
        .post("/api/data/customer")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String create(String clerk, String name, String phone) {
    return Shop.clerk(clerk)
        .body(Map.of("name", name, "phone", phone))
        .post("/api/data/customer")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
