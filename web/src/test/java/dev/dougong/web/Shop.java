package dev.dougong.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small shop for tests: two stores, a clerk in each, customers. Made once for each database. */
public final class Shop {

  /** Password of all clerks. */
  public static final String PASSWORD = "a long enough password";

  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户","en":"Customer"},"title":"name","naturalKey":["phone"],
       "fields":[
        {"key":"name","type":"text","label":{"zh":"姓名","en":"Name"},"required":true,"maxLength":50,"search":true},
        {"key":"phone","type":"text","label":{"zh":"电话","en":"Phone"},"unique":true,"search":true},
        {"key":"visits","type":"integer","label":{"zh":"次数","en":"Visits"}},
        {"key":"spent","type":"decimal","label":{"zh":"消费","en":"Spent"}},
        {"key":"photo","type":"image","label":{"zh":"照片","en":"Photo"}},
        {"key":"secret","type":"text","label":{"zh":"机密","en":"Secret"}}]}
      """;

  private static final String CLERK =
      """
      {"key":"clerk","label":{"zh":"店员","en":"Clerk"},"extends":[],
       "entities":[{"entity":"customer","create":true,"read":"isWithin(orgUnit, userOrgUnit())",
         "update":"isWithin(orgUnit, userOrgUnit())","delete":false,"export":false,"import":false,
         "fields":{"secret":"hidden","spent":"read"}}]}
      """;

  private static boolean isOpen;

  private Shop() {}

  /** Makes what is not there yet. */
  public static synchronized void open() {
    if (isOpen) {
      return;
    }
    isOpen = true;
    document("entity", "customer", CUSTOMER);
    document("role", "clerk", CLERK);
    Api.admin()
        .body(
            Map.of(
                "items",
                List.of(
                    Map.of("kind", "entity", "key", "customer"),
                    Map.of("kind", "role", "key", "clerk"))))
        .post("/api/meta/publish")
        .then()
        .statusCode(200);
    String company = unit("company", null, "company");
    clerk("north", unit("north", company, "store"));
    clerk("south", unit("south", company, "store"));
  }

  private static void document(String kind, String key, String content) {
    Response answer = Api.admin().body(content).put("/api/meta/" + kind + "/" + key);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
  }

  private static String unit(String key, @Nullable String parent, String kind) {
    String parentJson = parent == null ? "null" : "\"" + parent + "\"";
    return Api.admin()
        .body(
            "{\"key\":\"%s\",\"parent\":%s,\"kind\":\"%s\",\"label\":{\"zh\":\"%s\"}}"
                .formatted(key, parentJson, kind, key))
        .post("/api/org-units")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static void clerk(String username, String unit) {
    Api.admin()
        .body(
            Map.of(
                "username", username,
                "name", username,
                "password", PASSWORD,
                "orgUnit", unit,
                "roles", List.of("clerk")))
        .post("/api/users")
        .then()
        .statusCode(201);
  }

  /** As the clerk of a store. */
  public static RequestSpecification clerk(String username) {
    return Api.shared(username, PASSWORD);
  }
}
