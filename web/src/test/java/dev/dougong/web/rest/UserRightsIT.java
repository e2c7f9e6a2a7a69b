package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class UserRightsIT {

  @BeforeEach
  void open() {
    Shop.open();
  }

  @Test
  void explanationSaysWhatTheRecordsPageDoes() {
    String record = customer("explained", "19900000101");
    for (String username : List.of("north", "south")) {
      boolean isSeen = Shop.clerk(username).get("/api/data/customer/" + record).statusCode() == 200;
      boolean isChanged =
          Shop.clerk(username)
                  .header("If-Match", "\"1\"")
                  .body(Map.of("name", "explained"))
                  .patch("/api/data/customer/" + record)
                  .statusCode()
              == 200;
      assertThat(isSeen).isEqualTo(username.equals("north"));
      explain(username, "customer", record)
          .statusCode(200)
          .body("read", equalTo(isSeen))
          .body("update", equalTo(isChanged))
          .body("delete", equalTo(false))
          .body("roles", hasSize(1))
          .body("roles[0].key", equalTo("clerk"))
          .body("roles[0].read", equalTo(isSeen))
          .body("roles[0].rules.read", containsString("isWithin"))
          .body("roles[0].rules.delete", equalTo("false"))
          .body("hidden", hasItem("Secret"))
          .body("readOnly", hasItem("Spent"));
    }
  }

  @Test
  void administratorIsExplainedByTheBuiltInRole() {
    String record = customer("everybody", "19900000102");
    explain("admin", "customer", record)
        .body("admin", equalTo(true))
        .body("read", equalTo(true))
        .body("delete", equalTo(true))
        .body("hidden", hasSize(0));
  }

  @Test
  void whatIsNotThereIsNotExplained() {
    String record = customer("nobody", "19900000103");
    explain("north", "nothing", record).statusCode(404);
    explain("north", "customer", "01890000-0000-7000-8000-00000000dead").statusCode(404);
    explain("north", "customer", "no-id").statusCode(404);
    Shop.clerk("north")
        .get("/api/users/" + id("north") + "/rights/customer/" + record)
        .then()
        .statusCode(403);
  }

  private static ValidatableResponse explain(String username, String entity, String record) {
    return Api.admin()
        .get("/api/users/" + id(username) + "/rights/" + entity + "/" + record)
        .then();
  }

  private static String id(String username) {
    return Api.admin()
        .get("/api/users?q=" + username)
        .path("items.find { it.username == '" + username + "' }.id");
  }

  private static String customer(String name, String phone) {
    return Shop.clerk("north")
        .body(Map.of("name", name, "phone", phone))
        .post("/api/data/customer")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
