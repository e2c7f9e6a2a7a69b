package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.dougong.web.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The jobs of {@code docs/manual-steps.md}: what is left of them for the hand. */
@Story
class ManualStepsIT {

  private static final Path TABLE = Path.of("..", "docs", "manual-steps.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| (\\d) \\|.*\\| (\\d+) \\| (\\d+) \\|$", Pattern.MULTILINE);

  private static String phone(int number) {
    return RunningShop.freePhone("1993312" + (1230 + number));
  }

  @Requirement("H11")
  @Test
  void fewStepsAreLeftForTheHand(Stage stage) throws IOException {
    Map<Integer, Integer> here =
        new TreeMap<>(
            Map.of(1, callIsPlanned(stage), 2, welcomeIsSent(stage), 3, keenOneIsMarked(stage)));
    Map<Integer, Integer> told = new TreeMap<>();
    int byHand = 0;
    Matcher rows = ROW.matcher(Files.readString(TABLE));
    while (rows.find()) {
      byHand += Integer.parseInt(rows.group(2));
      told.put(Integer.valueOf(rows.group(1)), Integer.valueOf(rows.group(3)));
    }
    assertThat(here).isEqualTo(told);
    int left = here.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(Files.readString(TABLE))
        .contains("Together %d presses by hand and %d here.".formatted(byHand, left));
    assertThat(left * 4).isLessThan(byHand);
  }

  private static int callIsPlanned(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    Page page = clerk.page();
    clerk.open("/data/lead?view=leadAll");
    Presses presses = new Presses(page).on(clerk.link("新建线索", "New Lead"));
    assertThat(clerk.field("name")).isFocused();
    String name = "充省事" + phone(1).substring(7);
    presses.type(name).key("Tab").type(phone(1));
    presses.on(clerk.fieldBox("source").locator(".ant-select")).type("微信").key("Enter");
    presses.key("Control+Enter");
    assertThat(page.locator("h1")).hasText(name);
    assertThat(Rows.task(clerk, "24小时内首次电话联系:" + name)).hasCount(1);
    clerk.look("the-call-is-planned");
    return presses.count();
  }

  private static int welcomeIsSent(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    clerk.open("/data/customer");
    Presses presses = new Presses(clerk.page()).on(clerk.link("新建客户", "New Customer"));
    assertThat(clerk.field("name")).isFocused();
    presses.type("充新客").key("Tab").type(phone(2)).key("Control+Enter");
    assertThat(clerk.page().locator("h1")).hasText("充新客");
    JsonNode customer = clerk.api().first("customer", "phone == \"+86" + phone(2) + "\"");
    assertThat(Sent.newest(stage, customer, "欢迎成为会员", 1)).containsText("已发出");
    clerk.page().reload();
    assertThat(Rows.related(clerk, "优惠券")).containsText("新客配件券");
    clerk.look("the-coupon-of-the-welcome");
    return presses.count();
  }

  /** Nobody presses anything: what the customer does is enough. */
  private static int keenOneIsMarked(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    String name = "充常问" + phone(3).substring(7);
    JsonNode customer = Rows.customer(clerk, name, "19933121233", Map.of());
    for (int i = 0; i < 3; i++) {
      Rows.tell(stage, customer, "enquiry", Map.of("what", "问新机"));
    }
    Rows.await(clerk, "customer", customer, "tags", "高意向");
    assertThat(Rows.task(clerk, "高意向客户请优先联系:" + name)).hasCount(1);
    clerk.open("/data/customer/" + Rows.id(customer));
    assertThat(clerk.fact("标签", "Tags")).containsText("高意向");
    clerk.look("marked-by-itself");
    return 0;
  }
}
