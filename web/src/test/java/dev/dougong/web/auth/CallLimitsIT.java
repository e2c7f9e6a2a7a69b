package dev.dougong.web.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Impatient;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A program that calls without end is held back; nobody else is. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestProfile(Impatient.class)
class CallLimitsIT {

  private static int answered(String key) {
    for (int calls = 0; calls <= Impatient.CALLS_PER_MINUTE; calls++) {
      Response response =
          Api.anonymous().header("Authorization", "Bearer " + key).get("/api/data/customer");
      if (response.statusCode() == 429) {
        response.then().body("code", equalTo("access.tooManyCalls"));
        assertThat(Integer.parseInt(response.header("Retry-After"))).isBetween(1, 60);
        return calls;
      }
      response.then().statusCode(200);
    }
    throw new AssertionError("nothing was refused");
  }

  @Asvs("2.4.1")
  @Test
  void whoCallsWithoutEndWaitsAndNobodyElse() {
    Shop.open();
    String key =
        Shop.clerk("north")
            .body(Map.of("label", "a program", "roles", List.of("clerk")))
            .post("/api/api-keys")
            .then()
            .statusCode(201)
            .extract()
            .path("key");

    assertThat(answered(key)).isEqualTo(Impatient.CALLS_PER_MINUTE);

    Shop.clerk("north").get("/api/data/customer").then().statusCode(200);
    Shop.clerk("south").get("/api/data/customer").then().statusCode(200);
    Api.admin()
        .get("/api/audit?kind=call.refused")
        .then()
        .statusCode(200)
        .body(containsString("429"));
  }
}
