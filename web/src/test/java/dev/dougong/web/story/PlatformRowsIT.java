package dev.dougong.web.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.options.RequestOptions;
import dev.dougong.web.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of the requirements about the platform, its API and what it keeps, one method each. */
@Story
class PlatformRowsIT {

  private static Person admin(Stage stage) {
    return stage.person("admin", Device.PC, Language.ZH);
  }

  @Requirement("F01")
  @Test
  void aKeyReadsWritesAndCountsByTheApi(Stage stage) {
    String key =
        admin(stage)
            .api()
            .post("/api/api-keys", Map.of("label", "行", "roles", List.of("admin")))
            .get("key")
            .asText();
    APIRequestContext calls = stage.stranger(Device.PC, Language.ZH).context().request();
    assertThat(calls.get("/api/data/customer?limit=1").status()).isEqualTo(401);
    RequestOptions create =
        with(key).setData(Map.of("name", "燕接口", "phone", RunningShop.freePhone("19911760101")));
    JsonNode made = ShopApi.read(calls.post("/api/data/customer", create));
    String one = "/api/data/customer/" + Rows.id(made);
    assertThat(ShopApi.read(calls.get(one, with(key))).get("name").asText()).isEqualTo("燕接口");
    Map<String, Object> query =
        Map.of(
            "entity",
            "customer",
            "measures",
            List.of(Map.of("key", "all", "aggregate", "count")),
            "filter",
            "name == \"燕接口\"");
    JsonNode counted = ShopApi.read(calls.post("/api/query", with(key).setData(query)));
    assertThat(counted.at("/rows/0/all").asInt()).isPositive();
    for (String path : List.of("/api/meta/snapshot", "/api/tasks?limit=1", "/api/users?limit=1")) {
      assertThat(calls.get(path, with(key)).status()).as(path).isEqualTo(200);
    }
  }

  private static RequestOptions with(String key) {
    return RequestOptions.create()
        .setHeader("X-Dougong", "1")
        .setHeader("Authorization", "Bearer " + key);
  }
}
