package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import dev.dougong.web.Requirement;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of the requirements about other systems, one method each. */
@Story
class ConnectionRowsIT {

  private static final String TOKEN = "token-of-the-other-side";
  private static final String GOODS =
      """
      {"key":"rowGoods","label":{"zh":"行商品","en":"行商品"},"connector":"rowStock","entity":"product","match":["code"],
       "in":{"path":"/goods","items":"/rows","id":"/code","mapping":[
        {"field":"code","from":"/code"},{"field":"name","from":"/title"},
        {"field":"category","from":"/kind"},{"field":"brand","from":"/make"},
        {"field":"listPrice","from":"/price","as":"hundredths"}]}}
      """;
  private static final String BOOKS =
      """
      {"key":"rowBooks","label":{"zh":"行记账","en":"行记账"},"connector":"rowStock","entity":"sale",
       "out":{"path":"/entries","id":"/no","when":"customer.name == \\"邵记账\\"","mapping":[
        {"to":"/document","value":"number"},{"to":"/amount","value":"amount"}]}}
      """;

  private static Person admin(Stage stage) {
    return stage.person("admin", Device.PC, Language.ZH);
  }

  /** A connector by which another system is called. */
  private static void service(Person admin, String key, OtherSystem system) {
    admin
        .api()
        .publish(
            "connector",
            key,
            "{\"key\":\"%s\",\"label\":{\"zh\":\"行\",\"en\":\"Row\"},\"channel\":\"service\",\"address\":\"%s\"}"
                .formatted(key, system.address()));
  }

  private static void secret(Person admin, String connector, String name, String value) {
    var unused =
        admin
            .api()
            .send(
                "PUT",
                "/api/connectors/%s/secrets/%s".formatted(connector, name),
                Map.of("value", value));
  }

  private static void turn(Person admin, String sync, String position) {
    var unused =
        admin.api().send("PUT", "/api/syncs/" + sync + "/position", Map.of("position", position));
  }

  private static void run(Person admin, String sync) {
    turn(admin, sync, "on");
    admin.api().order("/api/syncs/" + sync + "/run", Map.of("whole", true));
  }

  private static JsonNode awaitRecord(Person person, String entity, String filter) {
    String path = "/api/data/%s?limit=5&filter=%s".formatted(entity, ShopApi.encode(filter));
    return person
        .api()
        .await(path, Rows.MOST_LOOKS, found -> !found.path("items").isEmpty())
        .path("items");
  }

  /** Looks at messages until the other system was told something. */
  private static OtherSystem.Call awaitCall(
      Person admin, OtherSystem system, String method, String words) {
    var unused =
        admin
            .api()
            .await(
                "/api/messages?limit=1",
                Rows.MOST_LOOKS,
                any -> told(system, method, words).stream().findAny().isPresent());
    return told(system, method, words).get(0);
  }

  private static List<OtherSystem.Call> told(OtherSystem system, String method, String words) {
    return system.calls(method).stream().filter(call -> call.body().contains(words)).toList();
  }

  @Requirement("F02")
  @Test
  void robotsOfDingTalkAndWeComAreConnectedInTheBrowser(Stage stage) {
    Person admin = admin(stage);
    try (SignedRobot dingTalk = new SignedRobot();
        OtherSystem weCom = new OtherSystem(call -> "{\"errcode\":0,\"errmsg\":\"ok\"}")) {
      connect(
          admin,
          "rowDingTalk",
          "行钉钉群",
          "dingTalk",
          dingTalk.address(),
          List.of(SignedRobot.TOKEN, SignedRobot.SECRET));
      connect(
          admin,
          "rowWeCom",
          "行企业微信群",
          "weCom",
          weCom.address() + "/cgi-bin/webhook/send",
          List.of("key-of-the-group"));
      admin.link("查看消息", "See the messages").click();
      for (String name : List.of("行钉钉群", "行企业微信群")) {
        Locator message = line(admin, name);
        assertThat(message).containsText("已发出");
      }
      assertThat(dingTalk.told()).hasSize(1);
      assertThat(weCom.calls("POST")).hasSize(1);
      assertThat(weCom.calls("POST").get(0).query()).contains("key=key-of-the-group");
      admin.look("robots-connected");
    }
  }

  private static Locator line(Person admin, String text) {
    return admin
        .page()
        .locator(".dg-messages li")
        .filter(new Locator.FilterOptions().setHasText(text))
        .first();
  }

  private static void connect(
      Person admin,
      String key,
      String label,
      String channel,
      String address,
      List<String> secrets) {
    Page page = admin.page();
    admin.open("/admin/connectors");
    admin.button("添加连接器", "Add a connector").click();
    page.getByLabel("标识").fill(key);
    page.getByLabel("名称").fill(label);
    page.getByLabel("渠道").selectOption(channel);
    page.getByLabel("地址").fill(address);
    admin.button("保存并启用", "Save and use").click();
    Locator item = line(admin, label);
    for (String secret : secrets) {
      item.getByRole(AriaRole.BUTTON).filter(named("填写 ")).first().click();
      page.locator("dialog input").fill(secret);
      page.locator("dialog").getByRole(AriaRole.BUTTON).last().click();
      assertThat(page.locator("dialog[open]")).hasCount(0);
    }
    item.getByRole(AriaRole.BUTTON).filter(named("发送测试")).click();
    page.locator("dialog").getByRole(AriaRole.BUTTON).last().click();
    assertThat(page.locator("dialog[open]")).hasCount(0);
  }

  private static Locator.FilterOptions named(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  @Requirement("F03")
  @Test
  void whoWritesInWeChatBecomesALeadOnce(Stage stage) throws GeneralSecurityException {
    Person admin = admin(stage);
    var unused = admin.api().send("PUT", "/api/hooks/weChat/secrets/token", Map.of("value", TOKEN));
    Person outside = stage.stranger(Device.PC, Language.ZH);
    String who = "open-row-" + System.nanoTime();
    String filter = "weChatOpenId == \"" + who + "\"";
    assertThat(writes(outside, who, "m1", "想换新手机", TOKEN).text()).isEqualTo("success");
    assertThat(writes(outside, who, "m1", "想换新手机", TOKEN).text()).isEqualTo("success");
    assertThat(writes(outside, who, "m2", "伪造", "another-token").ok()).isFalse();
    JsonNode leads = awaitRecord(admin, "lead", filter);
    assertThat(leads).hasSize(1);
    assertThat(leads.at("/0/source").asText()).isEqualTo("wechat");
    assertThat(writes(outside, who, "m3", "明天到店看看", TOKEN).text()).isEqualTo("success");
    JsonNode again = awaitRecord(admin, "lead", filter);
    assertThat(again).hasSize(1);
    assertThat(again.at("/0/id")).isEqualTo(leads.at("/0/id"));
    assertThat(again.at("/0/weChatWords").asText()).isEqualTo("明天到店看看");
  }

  private static APIResponse writes(
      Person outside, String who, String message, String words, String token)
      throws GeneralSecurityException {
    String seconds = Long.toString(System.currentTimeMillis() / 1000);
    String nonce = Long.toString(System.nanoTime());
    String[] texts = {token, seconds, nonce};
    Arrays.sort(texts);
    String signature =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-1")
                    .digest(String.join("", texts).getBytes(StandardCharsets.UTF_8)));
    String body =
        "<xml><FromUserName>%s</FromUserName><MsgType>text</MsgType><Content>%s</Content><MsgId>%s</MsgId></xml>"
            .formatted(who, words, who + message);
    return outside
        .context()
        .request()
        .post(
            "/api/hooks/weChat/weChat?timestamp=%s&nonce=%s&signature=%s"
                .formatted(seconds, nonce, signature),
            RequestOptions.create().setHeader("Content-Type", "text/xml").setData(body));
  }

  @Requirement("F05")
  @Test
  void stockSoftwareAndBooksExchangeWithTheShop(Stage stage) {
    Person admin = admin(stage);
    String code = "ROWF05-" + System.nanoTime();
    String goods =
        """
        {"rows":[{"code":"%s","title":"行库存机","price":399900,"kind":"phone","make":"huawei"}]}
        """
            .formatted(code);
    try (OtherSystem other =
        new OtherSystem(call -> call.method().equals("GET") ? goods : "{\"no\":\"B-77\"}")) {
      service(admin, "rowStock", other);
      secret(admin, "rowStock", "token", TOKEN);
      admin.api().publish("sync", "rowGoods", GOODS);
      admin.api().publish("sync", "rowBooks", BOOKS);
      run(admin, "rowGoods");
      JsonNode product = awaitRecord(admin, "product", "code == \"" + code + "\"");
      assertThat(product.at("/0/name").asText()).isEqualTo("行库存机");
      assertThat(product.at("/0/listPrice").decimalValue()).isEqualByComparingTo("3999");
      turn(admin, "rowBooks", "on");
      JsonNode buyer = Rows.customer(admin, "邵记账", "19911760201", Map.of());
      JsonNode sale = Rows.sell(admin, buyer, 4321);
      OtherSystem.Call entry = awaitCall(admin, other, "POST", "4321");
      assertThat(entry.path()).isEqualTo("/entries");
      assertThat(entry.secret()).isEqualTo("Bearer " + TOKEN);
      assertThat(entry.body()).contains(number(admin, sale));
      turn(admin, "rowBooks", "off");
    }
  }

  private static String number(Person admin, JsonNode sale) {
    return ShopApi.read(admin.api().get("/api/data/sale/" + Rows.id(sale))).get("number").asText();
  }

  @Requirement("F06")
  @Test
  void membersAndPricesOfTheOnlineShopFollowEachOther(Stage stage) {
    Person admin = admin(stage);
    String phone = RunningShop.freePhone("19911760301");
    String members =
        """
        {"items":[{"id":"m-%s","name":"商城孟","mobile":"%s","gender":"2","updatedAt":"2026-01-02T03:04:05Z"}],"next":null}
        """
            .formatted(phone, phone);
    try (OtherSystem shop =
        new OtherSystem(call -> call.method().equals("GET") ? members : "{\"id\":\"r-1\"}")) {
      JsonNode connector = ShopApi.read(admin.api().get("/api/meta/connector/onlineShop"));
      String document =
          connector
              .path("published")
              .toString()
              .replace("https://shop.example.com", shop.address());
      admin.api().publish("connector", "onlineShop", document);
      secret(admin, "onlineShop", "token", TOKEN);
      run(admin, "shopMembers");
      var unused =
          admin
              .api()
              .await(
                  "/api/syncs/shopMembers/rows?limit=1",
                  Rows.MOST_LOOKS,
                  rows -> rows.toString().contains("created"));
      JsonNode customer = awaitRecord(admin, "customer", "name == \"商城孟\"");
      assertThat(customer.at("/0/gender").asText()).isEqualTo("female");
      assertThat(customer.at("/0/source").asText()).isEqualTo("online");
      turn(admin, "shopProducts", "on");
      JsonNode product = admin.api().first("product", "status == \"onSale\"");
      admin.api().patch("product", Rows.id(product), Map.of("listPrice", 7654));
      OtherSystem.Call told = awaitCall(admin, shop, "POST", "7654");
      assertThat(told.body()).contains(product.get("code").asText());
      for (String sync : List.of("shopMembers", "shopProducts")) {
        turn(admin, sync, "off");
      }
    }
  }

  @Requirement("F07")
  @Test
  void whatComesFromTwoSidesIsOneCustomer(Stage stage) {
    Person admin = admin(stage);
    String phone = RunningShop.freePhone("19911760401");
    JsonNode known =
        admin.api().create("customer", Map.of("name", "柯唯一", "phone", phone, "source", "walkIn"));
    String list =
        """
        [{"id":"k1","nick":"柯唯一","mobile":"+86 %s","mail":"ke@example.com"}]
        """
            .formatted(phone);
    try (OtherSystem other = new OtherSystem(call -> list)) {
      service(admin, "rowMembers", other);
      admin
          .api()
          .publish(
              "sync",
              "rowMembers",
              """
          {"key":"rowMembers","label":{"zh":"行会员","en":"行会员"},"connector":"rowMembers","entity":"customer","match":["phone"],
           "in":{"path":"/members","id":"/id","mapping":[{"field":"name","from":"/nick"},
            {"field":"phone","from":"/mobile"},{"field":"email","from":"/mail"}]}}
          """);
      run(admin, "rowMembers");
      Rows.await(admin, "customer", known, "email", "ke@example.com");
      run(admin, "rowMembers");
      JsonNode found = awaitRecord(admin, "customer", "name == \"柯唯一\"");
      assertThat(found).hasSize(1);
      assertThat(found.at("/0/id")).isEqualTo(known.get("id"));
      assertThat(found.at("/0/source").asText()).isEqualTo("walkIn");
      RequestOptions again =
          RequestOptions.create()
              .setHeader("X-Dougong", "1")
              .setData(Map.of("name", "柯重复", "phone", phone));
      assertThat(admin.context().request().post("/api/data/customer", again).status())
          .isEqualTo(409);
    }
  }

  @Requirement("F08")
  @Test
  void aTextMessageGoesByWhateverGatewayTheShopHas(Stage stage) {
    Person admin = admin(stage);
    String phone = "13900001234";
    try (OtherSystem json = new OtherSystem(call -> "{\"code\":0}");
        OtherSystem form = new OtherSystem(call -> "{\"state\":\"OK\"}")) {
      gateway(
          admin,
          json,
          "{\"phoneField\":\"mobile\",\"textField\":\"content\",\"secretPrefix\":\"Bearer \",\"successField\":\"/code\",\"successValue\":\"0\"}");
      send(admin, phone, "您的手机已修好");
      assertThat(awaitCall(admin, json, "POST", "您的手机已修好").body()).contains(phone);
      assertThat(json.calls("POST").get(0).secret()).isEqualTo("Bearer " + TOKEN);
      gateway(
          admin,
          form,
          "{\"format\":\"form\",\"phoneField\":\"to\",\"textField\":\"msg\",\"successField\":\"/state\",\"successValue\":\"OK\"}");
      send(admin, phone, "second");
      assertThat(awaitCall(admin, form, "POST", "msg=second").body()).contains("to=" + phone);
      assertThat(json.calls("POST")).hasSize(1);
    }
  }

  private static void gateway(Person admin, OtherSystem gateway, String settings) {
    admin
        .api()
        .publish(
            "connector",
            "rowSms",
            "{\"key\":\"rowSms\",\"label\":{\"zh\":\"行短信\",\"en\":\"行短信\"},\"channel\":\"smsHttp\",\"address\":\"%s/send\",\"settings\":%s}"
                .formatted(gateway.address(), settings));
    secret(admin, "rowSms", "apiKey", TOKEN);
  }

  private static void send(Person admin, String phone, String text) {
    admin.api().order("/api/connectors/rowSms/trial", Map.of("recipient", phone, "body", text));
  }
}
