package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A manager finds a customer twice, makes one of them, and takes it back. */
@Story
class DuplicatesIT {

  private static JsonNode customer(Person person, String name, String phone, String birthday) {
    return person
        .api()
        .create(
            "customer",
            Map.of(
                "name",
                name,
                "phone",
                RunningShop.freePhone(phone),
                "birthday",
                birthday,
                "wechat",
                "wx" + phone));
  }

  private static Locator row(Page page, String field) {
    return page.locator(".dg-merge-field").filter(new Locator.FilterOptions().setHasText(field));
  }

  @Requirement("A10")
  @Test
  void twoCustomersBecomeOneAndTwoAgain(Stage stage) {
    Person manager = stage.person("manager01", Device.PC, Language.ZH);
    Page page = manager.page();
    JsonNode first = customer(manager, "仉晓筠", "19944010001", "1931-02-03");
    JsonNode second = customer(manager, "仉小筠", "19944010002", "1931-02-03");
    manager
        .api()
        .create(
            "followUp",
            Map.of("customer", second.get("id").asText(), "method", "phone", "content", "仉的回访"));
    manager.open("/data/customer");
    manager.button("更多操作", "More actions").click();
    manager.role(AriaRole.MENUITEM, "查重合并").click();
    page.getByLabel("查重规则").selectOption("nameAndBirthday");
    Locator group =
        page.locator(".dg-merge-groups > li").filter(new Locator.FilterOptions().setHasText("仉晓筠"));
    assertThat(group).containsText("仉小筠");
    manager.look("groups");
    group.getByText("比较并合并").click();
    assertThat(row(page, "手机号").getByRole(AriaRole.RADIO).first()).isChecked();
    assertThat(page.getByText("跟进记录·客户：1 条")).isVisible();
    row(page, "姓名").getByRole(AriaRole.RADIO).first().focus();
    page.keyboard().press("ArrowDown");
    assertThat(row(page, "姓名").getByRole(AriaRole.RADIO).last()).isChecked();
    manager.look("comparison");
    manager.button("合并 2 条记录", "").click();
    assertThat(manager.role(AriaRole.HEADING, "仉小筠")).isVisible();
    assertThat(page.getByText("1 条重复记录合并到了这里")).isVisible();
    assertThat(page.getByText("仉的回访").first()).isVisible();
    manager.look("merged");
    manager.button("撤销", "Undo").click();
    assertThat(manager.role(AriaRole.HEADING, "仉晓筠")).isVisible();
    assertThat(page.getByText("已撤销合并，各条记录回到原样")).isVisible();
    assertThat(page.getByText("仉的回访")).hasCount(0);

    manager.open(
        "/data/customer/merge?ids=" + first.get("id").asText() + "," + second.get("id").asText());
    manager.button("合并 2 条记录", "").click();
    assertThat(page.getByText("1 条重复记录合并到了这里")).isVisible();
    manager.open("/recycle-bin?entity=customer");
    Locator deleted =
        page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("仉小筠"));
    assertThat(deleted).containsText("已合并到“仉晓筠”");
    manager.look("recycle-bin");
    deleted.getByRole(AriaRole.BUTTON).click();
    assertThat(deleted).hasCount(0);
  }

  @Test
  void differentPeopleAreToldApartOnThePhone(Stage stage) {
    Person manager = stage.person("manager01", Device.PHONE, Language.EN);
    Page page = manager.page();
    JsonNode one = customer(manager, "亓思远", "19944020001", "1931-04-05");
    customer(manager, "亓思源", "19944020002", "1931-04-05");
    manager.open("/data/customer/duplicates?rule=nameAndBirthday");
    Locator group =
        page.locator(".dg-merge-groups > li").filter(new Locator.FilterOptions().setHasText("亓思远"));
    assertThat(group).containsText("亓思源");
    manager.look("groups");
    group.getByText("Not the same").click();
    assertThat(group).hasCount(0);
    manager.button("撤销", "Undo").click();
    assertThat(group).hasCount(1);
    manager.open("/data/customer/" + one.get("id").asText());
    manager.button("更多操作", "More actions").click();
    manager.role(AriaRole.MENUITEM, "Merge with …").click();
    manager.pick(page.locator(".dg-picker-button"), "亓思源", "亓思源");
    assertThat(row(page, "WeChat ID").getByRole(AriaRole.RADIO)).hasCount(2);
    manager.lookDown("comparison");
  }
}
