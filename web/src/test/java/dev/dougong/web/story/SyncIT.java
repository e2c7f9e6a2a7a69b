package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** An administrator takes the members of an online shop over and settles what was refused. */
@Story
@Sampled
class SyncIT {

  private static final String TOKEN = "token-of-the-shop";

  private static String members(String phone, String second) {
    return """
    {"data":{"list":[
      {"id":"m1","nick":"商城会员甲","mobile":"%s","rank":"3","cents":125000},
      {"id":"m2","nick":"商城会员乙","mobile":"%s","rank":"1","cents":0}]}}
    """
        .formatted(phone, second);
  }

  private static HttpServer shop(AtomicReference<String> answer) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10);
    server.createContext("/", exchange -> reply(exchange, Objects.requireNonNull(answer.get())));
    server.start();
    return server;
  }

  private static void reply(HttpExchange exchange, String answer) throws IOException {
    boolean isKnown =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    byte[] body = (isKnown ? answer : "{}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(isKnown ? 200 : 401, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void membersOfTheShopBecomeCustomers(Stage stage) throws IOException {
    String phone = RunningShop.freePhone("13922220001");
    AtomicReference<String> answer = new AtomicReference<>(members(phone, "12"));
    HttpServer shop = shop(answer);
    try {
      Person admin = stage.person("admin", Device.PC, Language.ZH);
      connect(admin, shop.getAddress().getPort());
      make(admin);
      run(admin, answer, members(phone, RunningShop.freePhone("13922220002")));
    } finally {
      shop.stop(0);
    }
  }

  private static void connect(Person admin, int port) {
    Page page = admin.page();
    admin.open("/admin/connectors");
    admin.button("添加连接器", "Add a connector").click();
    page.getByLabel("标识").fill("storyShop");
    page.getByLabel("名称").fill("故事商城");
    page.getByLabel("渠道").selectOption("service");
    page.getByLabel("地址").fill("http://127.0.0.1:" + port + "/api");
    admin.button("保存并启用", "Save and use").click();
    Locator item =
        page.locator(".dg-messages li").filter(new Locator.FilterOptions().setHasText("故事商城"));
    item.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("填写 令牌")).click();
    page.locator("dialog input").fill(TOKEN);
    page.locator("dialog").getByRole(AriaRole.BUTTON).last().click();
    assertThat(page.getByText("密钥已保存").first()).isVisible();
  }

  private static void make(Person admin) {
    Page page = admin.page();
    admin.link("同步", "Syncs").click();
    admin.look("syncs");
    admin.button("添加同步", "Add a sync").click();
    page.getByLabel("名称").fill("故事会员");
    page.getByLabel("对方系统").selectOption("storyShop");
    page.getByLabel("这里的数据").selectOption("customer");
    page.getByLabel("按什么认出同一条记录").selectOption("phone");
    page.getByLabel("多久同步一次").selectOption("");
    page.getByLabel("列表的路径").fill("/members");
    page.getByLabel("列表在回答中的位置").fill("/data/list");
    admin.button("读取样例", "Read a sample").click();
    assertThat(page.getByText("读到 2 条样例").first()).isVisible();
    int line = 0;
    for (Map.Entry<String, String> one :
        new java.util.TreeMap<>(Map.of("/nick", "name", "/mobile", "phone", "/rank", "gender"))
            .entrySet()) {
      admin.button("添加一行", "Add a line").click();
      Locator here = page.locator(".dg-syncs-line").nth(line++);
      here.getByLabel("对方的位置").fill(one.getKey());
      here.getByLabel("这里的字段").selectOption(one.getValue());
      if (one.getValue().equals("gender")) {
        here.getByLabel("值的对应").fill("3=male\n1=female");
      }
    }
    assertThat(page.getByText("商城会员甲").first()).isAttached();
    admin.look("sync-editor");
    page.setViewportSize(390, 844);
    admin.look("sync-editor-narrow");
    page.setViewportSize(1280, 800);
    admin.button("保存并生效", "Save and use").click();
    assertThat(page.locator("dialog[open] .dg-notice")).hasCount(0);
    assertThat(page.getByText("已保存。检查无误后请启用。").first()).isVisible();
  }

  private static void run(Person admin, AtomicReference<String> answer, String corrected) {
    Page page = admin.page();
    admin.link("故事会员", "故事会员").click();
    assertThat(page.getByText("未启用").first()).isVisible();
    admin.button("启用", "Turn on").click();
    admin.button("立即同步", "Run now").click();
    Locator refused =
        page.locator(".dg-syncs li").filter(new Locator.FilterOptions().setHasText("m2"));
    assertThat(refused).containsText("失败");
    assertThat(refused).containsText("手机");
    admin.look("sync-rows");
    page.setViewportSize(390, 844);
    admin.look("sync-rows-narrow");
    page.setViewportSize(1280, 800);
    answer.set(corrected);
    admin.button("立即同步", "Run now").click();
    assertThat(page.locator(".dg-syncs li[data-open=true]")).hasCount(0);
    page.getByLabel("显示").selectOption("created");
    assertThat(page.locator(".dg-syncs li")).hasCount(2);
    page.locator(".dg-syncs li")
        .filter(new Locator.FilterOptions().setHasText("m1"))
        .getByText("查看记录")
        .click();
    assertThat(page.getByText("商城会员甲").first()).isVisible();
    assertThat(page.getByText("男").first()).isVisible();
  }
}
