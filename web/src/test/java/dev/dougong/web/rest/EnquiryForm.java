package dev.dougong.web.rest;

import static org.hamcrest.Matchers.equalTo;

import dev.dougong.web.Api;
import dev.dougong.web.Shop;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;

/** A form for enquiries that tests share, and visitors who fill it in. */
final class EnquiryForm {

  static final String LINKS = "/api/forms/enquiryShort/links";
  private static final String ENTITY =
      """
      {"key":"enquiry","label":{"zh":"咨询","en":"Enquiry"},"title":"name","naturalKey":["phone"],"fields":[
        {"key":"name","type":"text","label":{"zh":"姓名","en":"Name"},"required":true,"maxLength":20},
        {"key":"phone","type":"text","label":{"zh":"电话","en":"Phone"},"unique":true},
        {"key":"kind","type":"choice","label":{"zh":"类型","en":"Kind"},"options":[{"value":"buy"},{"value":"fix"}]},
        {"key":"model","type":"text","label":{"zh":"机型","en":"Model"}},
        {"key":"source","type":"text","label":{"zh":"来源","en":"Source"}},
        {"key":"customer","type":"reference","entity":"customer","label":{"zh":"客户","en":"Customer"}},
        {"key":"photo","type":"image","label":{"zh":"照片","en":"Photo"}},
        {"key":"score","type":"integer","label":{"zh":"评分","en":"Score"},"default":"7"}],
       "rules":[{"when":"name == \\"x\\" && phone == null","message":{"zh":"请留电话","en":"Leave a phone number"}},
        {"when":"score > 100","field":"score","message":{"zh":"太高","en":"Too high"}}]}
      """;
  private static final String FORM =
      """
      {"key":"enquiryShort","entity":"enquiry","label":{"zh":"我要咨询","en":"Enquire"},
       "layout":[{"fields":["name","phone","kind","model","source"]},
        {"section":{"zh":"内部评估","en":"Our view"},"fields":["customer","photo"]}],
       "rules":[{"when":"kind == \\"fix\\"","require":["model"]},
        {"when":"kind == \\"fix\\"","show":["model"]},{"when":"score > 3","show":["kind"]}]}
      """;

  private static boolean isPublished;
  private static String north = "";

  private EnquiryForm() {}

  /** Publishes it, once for each database. */
  static synchronized void publish() {
    if (isPublished) {
      return;
    }
    isPublished = true;
    Shop.open();
    Api.admin().body(ENTITY).put("/api/meta/entity/enquiry").then().statusCode(200);
    Api.admin().body(FORM).put("/api/meta/form/enquiryShort").then().statusCode(200);
    Api.admin()
        .body(
            Map.of(
                "items",
                List.of(
                    Map.of("kind", "entity", "key", "enquiry"),
                    Map.of("kind", "form", "key", "enquiryShort"))))
        .post("/api/meta/publish")
        .then()
        .statusCode(200)
        .body("ok", equalTo(true));
    north = Api.admin().get("/api/org-units").path("items.find { it.key == 'north' }.id");
  }

  /** Id of a unit. */
  static String north() {
    return north;
  }

  /** Shares the form on these terms. */
  static Response share(String terms) {
    return Api.admin().body(terms).post(LINKS);
  }

  /** Shares it and gives the token. */
  static String token(String terms) {
    return share(terms).then().statusCode(201).extract().path("token");
  }

  /** What a visitor sends. */
  static Response enter(String token, String key, String values) {
    return Api.anonymous()
        .header("Idempotency-Key", key)
        .body(values)
        .post("/api/public-forms/" + token + "/entries");
  }

  /** Records of a name. */
  static List<Map<String, Object>> enquiries(String name) {
    return Api.admin()
        .queryParam("filter", "name == \"" + name + "\"")
        .queryParam("fields", "name,phone,source,score,orgUnit,owner,createdBy,customer")
        .get("/api/data/enquiry")
        .then()
        .statusCode(200)
        .extract()
        .path("items");
  }

  /** Makes a customer and gives the id. */
  static String customer(String name, String phone) {
    return Api.admin()
        .body(Map.of("name", name, "phone", phone))
        .post("/api/data/customer")
        .path("id");
  }

  /** Id of the newest link. */
  static String newest() {
    return Api.admin().get(LINKS).path("items[0].id");
  }
}
