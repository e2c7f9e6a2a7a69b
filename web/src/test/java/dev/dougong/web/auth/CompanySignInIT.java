package dev.dougong.web.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People sign in by scanning a code with WeCom or DingTalk. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class CompanySignInIT {

  private static final Pattern STATE = Pattern.compile("[?&]state=([A-Za-z0-9_-]+)");

  private final CompanyPlaces places = new CompanyPlaces();
  private String source = "";

  @BeforeEach
  void open() {
    Shop.open();
  }

  @AfterEach
  void close() {
    places.close();
    if (!source.isEmpty()) {
      Api.admin().delete("/api/sign-in-sources/" + source).then().statusCode(204);
    }
  }

  @Test
  void memberOfTheCompanySignsInByWeCom() {
    weCom();
    Response begun = begin("");
    assertThat(address(begun))
        .startsWith("https://login.work.weixin.qq.com/wwlogin/sso/login?login_type=CorpApp")
        .contains(
            "appid=" + CompanyPlaces.COMPANY, "agentid=1000002", "redirect_uri=http%3A%2F%2F");
    Response back = back(begun, "code", places.scannedBy("North"), Api.anonymous());
    session(back).get("/api/me").then().body("user.username", equalTo("north"));
    assertThat(address(begin("Mozilla/5.0 (Linux) wxwork/4.1")))
        .startsWith("https://open.weixin.qq.com/connect/oauth2/authorize?")
        .contains("scope=snsapi_base")
        .endsWith("#wechat_redirect");
  }

  @Test
  void whoIsNoMemberOrBringsAStaleCodeStaysOut() {
    weCom();
    String code = places.scannedBy("north");
    session(back(begin(""), "code", code, Api.anonymous()));
    assertRefused(back(begin(""), "code", code, Api.anonymous()), "signInWay.badAnswer");
    assertRefused(
        back(begin(""), "code", places.scannedBy("nobodyHere"), Api.anonymous()),
        "signInWay.stranger");
    places.isOfCompany("another");
    assertRefused(
        back(begin(""), "code", places.scannedBy("north"), Api.anonymous()), "signInWay.badAnswer");
  }

  @Test
  void dingTalkKnowsOnlyWhoIsBoundByThemselvesOrByAnAdministrator() {
    dingTalk();
    assertRefused(
        back(begin(""), "authCode", places.scannedBy("union-south"), Api.anonymous()),
        "signInWay.stranger");
    Response begun =
        Shop.clerk("south")
            .body(Map.of("password", Shop.PASSWORD))
            .post("/api/sign-in/ways/" + source + "/bind");
    Response bound =
        back(
            address(begun),
            begun.cookie("dougong_sign_in"),
            "authCode",
            places.scannedBy("union-south"),
            Shop.clerk("south"));
    assertThat(bound.header("Location")).endsWith("/profile");
    session(back(begin(""), "authCode", places.scannedBy("union-south"), Api.anonymous()))
        .get("/api/me")
        .then()
        .body("user.username", equalTo("south"));
    Api.admin()
        .body(Map.of("subject", "union-north"))
        .put("/api/users/" + id("north") + "/accounts/" + source)
        .then()
        .statusCode(200)
        .body("items.subject", hasItem("union-north"));
    session(back(begin(""), "authCode", places.scannedBy("union-north"), Api.anonymous()))
        .get("/api/me")
        .then()
        .body("user.username", equalTo("north"));
    Api.admin()
        .body(Map.of("subject", "union-north"))
        .put("/api/users/" + id("south") + "/accounts/" + source)
        .then()
        .statusCode(409)
        .body("code", equalTo("signInWay.boundOtherwise"));
    Shop.clerk("north").get("/api/users/" + id("south") + "/accounts").then().statusCode(403);
    places.isOfCompany("another");
    assertRefused(
        back(begin(""), "authCode", places.scannedBy("union-north"), Api.anonymous()),
        "signInWay.stranger");
  }

  @Test
  void appWithoutItsSecretIsRefused() {
    add("wecom", Map.of("corpId", CompanyPlaces.COMPANY, "agentId", "1"), "")
        .then()
        .statusCode(422)
        .body("code", equalTo("signInWay.secretMissing"));
  }

  private void weCom() {
    source =
        add(
                "wecom",
                Map.of(
                    "corpId", CompanyPlaces.COMPANY, "agentId", "1000002", "api", places.address()),
                CompanyPlaces.SECRET)
            .then()
            .statusCode(201)
            .extract()
            .path("id");
  }

  private void dingTalk() {
    source =
        add(
                "dingtalk",
                Map.of("appKey", "key", "corpId", CompanyPlaces.COMPANY, "api", places.address()),
                CompanyPlaces.SECRET)
            .then()
            .statusCode(201)
            .extract()
            .path("id");
  }

  private static Response add(String kind, Map<String, String> settings, String secret) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("site", "http://localhost:" + RestAssured.port);
    return Api.admin()
        .body(Map.of("kind", kind, "label", kind, "settings", all, "secret", secret))
        .post("/api/sign-in-sources");
  }

  private Response begin(String device) {
    Response begun =
        Api.anonymous()
            .header("User-Agent", device)
            .body(Map.of("to", "/"))
            .post("/api/sign-in/ways/" + source);
    assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(200);
    return begun;
  }

  private static String address(Response begun) {
    return begun.jsonPath().getString("address");
  }

  private Response back(Response begun, String name, String code, RequestSpecification by) {
    return back(address(begun), begun.cookie("dougong_sign_in"), name, code, by);
  }

  private Response back(
      String address, String browser, String name, String code, RequestSpecification by) {
    Matcher state = STATE.matcher(address);
    assertThat(state.find()).as(address).isTrue();
    return by.redirects()
        .follow(false)
        .cookie("dougong_sign_in", browser)
        .queryParam(name, code)
        .queryParam("state", state.group(1))
        .get("/api/sign-in/callback/" + source);
  }

  private static RequestSpecification session(Response begun) {
    assertThat(begun.cookie("dougong_session")).as(begun.header("Location")).isNotNull();
    return Api.anonymous().cookie("dougong_session", begun.cookie("dougong_session"));
  }

  private static void assertRefused(Response answer, String code) {
    assertThat(answer.header("Location")).endsWith("/sign-in?refused=" + code);
    assertThat(answer.cookie("dougong_session")).isNull();
  }

  private static String id(String username) {
    return Api.admin().get("/api/users?q=" + username).jsonPath().getString("items[0].id");
  }
}
