package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A form is shared by a link: visitors fill it in, and the shop hears of it as of any lead. */
@Story
@Sampled
class PublicFormIT {

  /** Works at 广州天河店. */
  private static final String CLERK = "clerk01";

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  /** Shares the form for leads by hand and gives the path of the link. */
  private static String shared(Person admin) {
    admin.open("/design/form/leadQuick");
    admin.button("分享", "Share").click();
    admin.button("新建链接", "New link").click();
    admin.page().getByLabel("名称（给同事看）").fill("店门口海报");
    admin.pick(admin.field("orgUnit"), "天河", "广州天河店");
    admin.page().getByLabel("加一个固定值…").selectOption("source");
    admin.field("source").click();
    admin.page().locator(".ant-select-item-option").getByText("线上").click();
    admin.page().getByLabel("提交后显示的话").fill("谢谢，我们今天给您打电话。");
    admin.look("terms");
    admin.button("生成链接", "Make the link").click();
    Locator address = admin.page().getByLabel("链接", exact()).first();
    assertThat(address).isVisible();
    admin.look("made");
    return URI.create(address.inputValue()).getPath();
  }

  @Test
  void aVisitorAsksAndTheStoreHasATask(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    String path = shared(admin);
    Person visitor = stage.stranger(Device.PHONE, Language.ZH);
    visitor.open(path);
    assertThat(visitor.role(AriaRole.HEADING, "快速登记线索")).isVisible();
    assertThat(visitor.fieldBox("source")).hasCount(0);
    visitor.look("empty");
    visitor.button("提交", "Send").click();
    assertThat(visitor.fieldBox("phone")).containsText("请填写");
    visitor.look("missing");
    String phone = RunningShop.freePhone("19955208801");
    String name = "路人" + phone.substring(7);
    visitor.field("name").fill(name);
    visitor.field("phone").fill(phone);
    visitor.page().locator("[data-field=needs] textarea").fill("想换一台拍照好的手机");
    visitor.button("提交", "Send").click();
    assertThat(visitor.page().getByText("谢谢，我们今天给您打电话。")).isVisible();
    visitor.look("sent");
    assertThat(visitor.context().cookies()).isEmpty();
    visitor.open("/data/lead");
    assertThat(visitor.button("登录", "Sign in")).isVisible();

    ShopApi clerk = stage.person(CLERK, Device.PHONE, Language.ZH).api();
    clerk.await(
        "/api/tasks?mine=true&status=open",
        2_000,
        answer -> answer.toString().contains("24小时内首次电话联系:" + name));
    JsonNode lead = clerk.first("lead", "name == \"" + name + "\"");
    assertThat(lead.path("source").asText()).isEqualTo("online");
    admin.button("停用“店门口海报”", "").first().click();
    admin.button("停用", "").click();
    assertThat(admin.page().getByText("“店门口海报”已停用。")).isVisible();
    admin.look("switched-off");
    visitor.open(path);
    assertThat(visitor.page().getByText("现在不接收提交")).isVisible();
    visitor.look("closed");
  }

  @Test
  void aKnownNumberIsNotToldToTheVisitorButToTheShop(Stage stage) {
    Person admin = stage.person("admin", Device.PHONE, Language.EN);
    String phone = RunningShop.freePhone("19955208902");
    JsonNode unused = admin.api().create("customer", Map.of("name", "老顾客", "phone", phone));
    JsonNode link =
        admin.api().post("/api/forms/customerQuick/links", Map.of("label", "Counter tablet"));
    Person visitor = stage.stranger(Device.PC, Language.EN);
    visitor.open(link.path("address").asText());
    visitor.field("name").fill("Old Friend");
    visitor.field("phone").fill(phone);
    visitor.look("filled-in");
    visitor.button("", "Send").click();
    assertThat(visitor.page().getByText("Thank you, we have received it.")).isVisible();
    visitor.button("", "Fill in another one").click();
    assertThat(visitor.field("name")).hasValue("");

    admin.open("/design/form/customerQuick");
    admin.button("", "Share").click();
    admin.button("", "1 entry waits").click();
    assertThat(admin.page().getByText("is known already")).isVisible();
    admin.look("waiting");
    admin.button("", "Done with it").click();
    assertThat(admin.page().locator(".dg-share-waiting")).hasCount(0);
  }
}
