package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Somebody with a phone or a PC: finds things by what they say, and looks at every screen. */
final class Person {

  /** Lists and calendars while they open or close. */
  private static final String MOVING =
      ".ant-slide-up-enter, .ant-slide-up-appear, .ant-slide-up-leave";

  private static final int MOST_TABS = 200;

  private static final String SCROLLS =
      "() => document.documentElement.scrollHeight - document.documentElement.clientHeight";

  private static final Pattern RAW_KEY =
      Pattern.compile(
          "\\b(shell|signIn|list|filter|record|history|leave|bin|search|profile|form|table|check"
              + "|operator|state|board|tile|chart|records|explain|measure|inbox|deed|said"
              + "|approval|step|shelf|bucket|aggregate|purpose|misfit|periods|timeline"
              + "|comment|mentions|bulk|merge|duplicates|deputy|handOver|handOvers|guide|alert|pack|rhythm|act)"
              + "\\.[a-z][A-Za-z]+\\b|\\{\\{|\\bundefined\\b|\\[object ");

  private final BrowserContext context;
  private final Device device;
  private final Language language;
  private final Pictures pictures;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  Person(BrowserContext context, Device device, Language language, Pictures pictures) {
    this.context = context;
    this.device = device;
    this.language = language;
    this.pictures = pictures;
    this.page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(this::hear);
  }

  private void hear(ConsoleMessage message) {
    boolean isAnswer = message.text().startsWith("Failed to load resource");
    if (message.type().equals("error") && !isAnswer) {
      complaints.add(message.text());
    }
  }

  BrowserContext context() {
    return context;
  }

  Page page() {
    return page;
  }

  Device device() {
    return device;
  }

  ShopApi api() {
    return new ShopApi(context.request());
  }

  /** The text of this person's language. */
  String say(String zh, String en) {
    return language.of(zh, en);
  }

  void open(String path) {
    page.navigate(path);
  }

  void signIn(String username) {
    open("/sign-in");
    page.getByLabel(say("用户名", "User name")).fill(username);
    page.getByLabel(say("密码", "Password"), exactLabel()).fill(RunningShop.PASSWORD);
    button("登录", "Sign in").click();
    page.waitForURL("**/");
  }

  private static Page.GetByLabelOptions exactLabel() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  Locator button(String zh, String en) {
    return role(AriaRole.BUTTON, say(zh, en));
  }

  Locator link(String zh, String en) {
    return role(AriaRole.LINK, say(zh, en));
  }

  /** What has this role and exactly this name. */
  Locator role(AriaRole role, String name) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The input of a field of the form. */
  Locator field(String key) {
    return fieldBox(key).locator("input, textarea, select, button").first();
  }

  /** A field of the form with its label and problem. */
  Locator fieldBox(String key) {
    return page.locator("[data-field=\"" + key + "\"]");
  }

  /** Presses Tab until the element, or the one around it, has the focus. */
  void tabTo(Locator target) {
    target.waitFor();
    for (int pressed = 0; pressed < MOST_TABS; pressed++) {
      Object isThere =
          target.evaluate(
              "element => document.activeElement !== document.body"
                  + " && document.activeElement.contains(element)");
      if (Boolean.TRUE.equals(isThere)) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("not reached by Tab: " + target);
  }

  /** Chooses one of the few options of a field. */
  void choose(String key, String zh, String en) {
    fieldBox(key)
        .getByRole(
            AriaRole.RADIO, new Locator.GetByRoleOptions().setName(say(zh, en)).setExact(true))
        .click();
  }

  /** The value of a field on the record's page. */
  Locator fact(String zh, String en) {
    return page.locator(".dg-fact")
        .filter(
            new Locator.FilterOptions()
                .setHas(page.locator("dt").getByText(say(zh, en), exactText())))
        .locator("dd");
  }

  private static Locator.GetByTextOptions exactText() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  /** Chooses a record in an open or closed picker of the form. */
  void pick(Locator picker, String words, String label) {
    picker.click();
    Locator search = page.getByRole(AriaRole.COMBOBOX, named(say("搜索", "Search"))).last();
    search.fill(words);
    page.locator(".dg-picker-option")
        .filter(new Locator.FilterOptions().setHasText(label))
        .first()
        .click();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  /** Saves the form and gives the answer of the server. */
  Response save() {
    return page.waitForResponse(
        answer ->
            answer.url().contains("/api/data/")
                && List.of("POST", "PATCH").contains(answer.request().method()),
        () -> button("保存", "Save").click());
  }

  /** Looks at the screen: it is whole, says nothing raw, and hinders nobody; a picture is kept. */
  void look(String step) {
    see(step);
    Accessibility.check(page, step);
  }

  /** As {@link #look}, but for what hinders people: that was looked for on this page already. */
  private void see(String step) {
    assertThat(page.locator(".dg-bones, .dg-cards-stale, .dg-table-stale")).hasCount(0);
    assertThat(page.locator(MOVING)).hasCount(0);
    assertThat(page.locator("body")).not().containsText(RAW_KEY);
    pictures.take(page, device, language, step);
    Object sideways =
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(sideways).as("%s is wider than the screen", step).isEqualTo(0);
    assertThat(complaints).as("what the browser complained about until %s", step).isEmpty();
  }

  /**
   * Looks at a page screen by screen, down to its end. What hinders people is looked for in the
   * whole page each time, so the top and the end are enough for it.
   */
  void lookDown(String step) {
    int screen = device.isPhone() ? 700 : 660;
    int last = ((Number) page.evaluate(SCROLLS)).intValue();
    for (int top = 0; top < last + screen; top += screen) {
      page.evaluate("top => window.scrollTo(0, top)", top);
      if (top == 0 || top >= last) {
        look(step);
      } else {
        see(step);
      }
    }
  }

  /** Leaves; where the story failed, what was on the screen last is kept. */
  void leave(boolean hasFailed) {
    if (hasFailed) {
      pictures.take(page, device, language, "failed");
    }
    context.close();
  }
}
