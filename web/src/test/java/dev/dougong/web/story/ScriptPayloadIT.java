package dev.dougong.web.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No text of anybody runs as a script, whether the browser heeds the content policy or not: every
 * text in every answer is a payload, on all screens, and so is what stands in addresses and what
 * the server really keeps. A commit tries a third of the screens with one order of the payloads,
 * {@code ./test --full ScriptPayloads} all of them with so many orders that each place gets each.
 */
@Story
@Sampled
class ScriptPayloadIT {

  /** What a payload would have made of itself if it had been taken for more than text. */
  private static final String TRACES =
      """
      () => {
        const found = [];
        const on = one => one.getAttributeNames().filter(name => name.startsWith('on'));
        for (const one of document.querySelectorAll('*')) {
          const tag = one.tagName.toLowerCase();
          const text = one.getAttributeNames().map(name => one.getAttribute(name)).join(' ');
          if (on(one).length > 0) found.push(tag + ' ' + on(one));
          if (['iframe', 'object', 'embed', 'base', 'math', 'mglyph'].includes(tag)) found.push(tag);
          if (['script', 'style', 'link', 'meta'].includes(tag) && /ran[?(]/.test(text + one.textContent))
            found.push(tag);
          for (const name of ['href', 'src', 'action', 'formaction', 'xlink:href', 'data']) {
            const address = (one.getAttribute(name) ?? '').trim();
            if (/^(javascript|vbscript|data:text)/i.test(address)) found.push(tag + ' ' + name);
          }
        }
        return found;
      }""";

  /** The marks of the payloads that the page has anywhere, in texts, attributes and fields. */
  private static final String SHOWN =
      """
      mark => {
        const marks = new Set();
        const note = text => (text.match(new RegExp(mark, 'g')) ?? []).forEach(one => marks.add(one));
        for (const one of document.querySelectorAll('*')) {
          one.getAttributeNames().forEach(name => note(one.getAttribute(name)));
          if ('value' in one && typeof one.value === 'string') note(one.value);
        }
        note(document.documentElement.textContent);
        return [...marks];
      }""";

  private static final String ENTITY =
      """
      {"key":"poison","label":{"zh":"试探","en":"Poison"},"title":"name","fields":[
        {"key":"name","type":"text","maxLength":500,"search":true},
        {"key":"body","type":"longText"},
        {"key":"page","type":"richText"},
        {"key":"link","type":"url"},
        {"key":"again","type":"reference","entity":"poison"}]}
      """;

  private static final int SETTLED_MILLIS = 250;

  /** So many payloads stand in one text. */
  static final int EACH = 5;

  private static final int SHARE = 3;

  private final Set<String> ran = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<Object>> shown = new ConcurrentHashMap<>();

  /** How many orders of the payloads are tried. */
  int orders() {
    return 1;
  }

  /** Those that are tried today. */
  List<String> chosen(List<String> all) {
    int day = (int) (LocalDate.now(TimeMachine.ZONE).toEpochDay() % SHARE);
    return IntStream.range(0, all.size())
        .filter(place -> place % SHARE == day)
        .mapToObj(all::get)
        .toList();
  }

  @Test
  void aTextThatIsTakenForMoreIsNoticed(Stage stage) {
    Person visitor = browser(stage, false);
    Page page = visitor.page();
    visit(visitor, "/sign-in");
    for (String text : List.of(Payloads.of(2), Payloads.of(20))) {
      page.evaluate("text => document.body.insertAdjacentHTML('beforeend', text)", text);
    }
    page.waitForTimeout(SETTLED_MILLIS);
    assertThat(ran).hasSizeGreaterThanOrEqualTo(2);
    assertThat((List<?>) page.evaluate(TRACES)).hasSizeGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noTextRunsAsAScript(boolean heedsPolicy, Stage stage) {
    List<String> all = screens(stage.person("admin", Device.PC, Language.ZH).api());
    assertThat(all).hasSizeGreaterThanOrEqualTo(40).doesNotHaveDuplicates();
    List<String> screens = chosen(all);
    for (int order = 0; order < orders(); order++) {
      Person admin = stage.signedIn("admin", browser(stage, heedsPolicy));
      new PoisonedAnswers(order * EACH, EACH).before(admin.context());
      for (String screen : screens) {
        visit(admin, screen);
      }
      admin.context().close();
    }
    assertThat(ran).as("payloads that ran").isEmpty();
    List<String> untold = screens.stream().filter(screen -> marks(screen).isEmpty()).toList();
    assertThat(untold).as("screens that showed no payload").isEmpty();
    if (orders() * EACH >= Payloads.count()) {
      assertThat(screens).allMatch(screen -> marks(screen).size() == Payloads.count());
    }
    System.out.printf(
        "%d screens, %d payloads, %d orders, content policy %s: none ran%n",
        screens.size(), Payloads.count(), orders(), heedsPolicy ? "on" : "off");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noAddressAndNoStoredTextRunsAsAScript(boolean heedsPolicy, Stage stage) {
    Person admin = stage.signedIn("admin", browser(stage, heedsPolicy));
    ShopApi api = admin.api();
    api.publish("entity", "poison", ENTITY);
    List<String> all = Payloads.all();
    JsonNode one = null;
    for (String text : all) {
      Map<String, Object> values = new HashMap<>(Map.of("name", text, "body", text + "\n" + text));
      if (one != null) {
        values.put("again", Rows.id(one));
      }
      one = api.create("poison", values);
    }
    Map<String, String> program = Map.of("name", "x", "link", Payloads.address(1));
    assertThat(api.refusal("poison", program).toString()).contains("/link");
    assertThat(api.refusal("poison", Map.of("name", "x", "page", all.get(0))).toString())
        .contains("richText.html");
    for (String text : chosen(all)) {
      String word = ShopApi.encode(text).replace("+", "%20");
      String filter = ShopApi.encode("name == \"" + text.replace("\"", "\\\"") + "\"");
      visit(admin, "/search?q=" + word);
      visit(admin, "/data/poison?filter=" + filter);
      visit(admin, "/nowhere/" + word.replace("%2F", "/") + "/end");
      visit(admin, "/sign-in?to=" + word);
    }
    for (String screen : List.of("", "/new", "/import", "/" + id(one), "/" + id(one) + "/edit")) {
      visit(admin, "/data/poison" + screen);
    }
    assertThat(marks("/data/poison")).as("stored texts on the list").hasSize(Payloads.count());
    assertThat(marks("/data/poison/" + id(one))).as("stored texts of one record").isNotEmpty();
    assertThat(ran).as("payloads that ran").isEmpty();
  }

  private static String id(@Nullable JsonNode record) {
    return Rows.id(Objects.requireNonNull(record));
  }

  private Set<Object> marks(String screen) {
    return shown.getOrDefault(screen, Set.of());
  }

  private Person browser(Stage stage, boolean heedsPolicy) {
    Person person =
        stage.stranger(
            Device.PC,
            Language.ZH,
            Device.PC
                .window()
                .setBypassCSP(!heedsPolicy)
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK));
    BrowserContext context = person.context();
    context.exposeBinding(
        "ran",
        (source, arguments) -> {
          ran.add(source.page().url() + " ran " + List.of(arguments));
          return null;
        });
    context.onRequest(
        request -> {
          if (request.url().contains("/ran?")) {
            ran.add(request.url());
          }
        });
    context.onDialog(
        dialog -> {
          ran.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    return person;
  }

  /** Opens a screen, moves over what tells more when it is pointed at, and looks for traces. */
  private void visit(Person person, String screen) {
    Page page = person.page();
    Response answer = page.navigate(screen);
    if (!answer.ok()) {
      assertThat(answer.headerValue("content-type")).startsWith("application/problem+json");
      assertThat((List<?>) page.evaluate(TRACES)).as(screen).isEmpty();
      return;
    }
    page.waitForSelector("#root > *");
    page.waitForFunction("() => document.querySelector('.dg-bones') === null");
    page.waitForTimeout(SETTLED_MILLIS);
    if (screen.startsWith("/dashboards/")) {
      page.waitForFunction("() => document.querySelector('.dg-tile[aria-busy=true]') === null");
      pointAtCharts(page);
    }
    Object traces = page.evaluate(TRACES);
    assertThat((List<?>) traces).as("payloads that became more than text on %s", screen).isEmpty();
    Object marks = page.evaluate(SHOWN, Payloads.MARK);
    shown.computeIfAbsent(screen, key -> ConcurrentHashMap.newKeySet()).addAll((List<?>) marks);
  }

  /** The hints of charts are made of their texts. */
  private static void pointAtCharts(Page page) {
    for (Locator chart : page.locator(".dg-tile canvas").all()) {
      BoundingBox box = chart.boundingBox();
      for (double part : new double[] {0.3, 0.5, 0.7}) {
        page.mouse().move(box.x + box.width * part, box.y + box.height * part);
      }
    }
  }

  private static List<String> screens(ShopApi admin) {
    String customer = Rows.id(admin.first("customer", "purchaseCount > 1"));
    String lead = Rows.id(admin.first("lead", "true"));
    List<String> all = new ArrayList<>();
    all.addAll(
        List.of(
            "/",
            "/profile",
            "/search?q=" + ShopApi.encode("王"),
            "/recycle-bin?entity=customer",
            "/tasks",
            "/tasks?show=requested",
            "/mentions",
            "/about",
            "/subscriptions",
            "/pools/leadPool",
            "/pools/customerPool"));
    for (String entity : List.of("customer", "lead", "sale", "product", "followUp", "coupon")) {
      all.add("/data/" + entity);
      all.add("/data/" + entity + "/new");
    }
    all.addAll(views(customer, lead));
    all.addAll(design(customer));
    return all;
  }

  private static List<String> views(String customer, String lead) {
    return List.of(
        "/data/lead?view=leadBoard",
        "/data/product?view=productGallery",
        "/data/campaign?view=campaignPlan",
        "/data/repairOrder?view=repairOrderCalendar",
        "/data/store?view=storePlaces",
        "/data/customer/" + customer,
        "/data/customer/" + customer + "/edit",
        "/data/lead/" + lead,
        "/data/customer/duplicates",
        "/data/customer/import",
        "/dashboards/cockpit",
        "/dashboards/weeklyReview");
  }

  private static List<String> design(String customer) {
    List<String> all = new ArrayList<>();
    all.addAll(
        List.of(
            "/design/entity/new",
            "/design/form/customerQuick",
            "/design/view/leadBoard",
            "/design/report/new?entity=sale",
            "/design/dashboard/cockpit",
            "/design/workflows",
            "/design/workflow/birthday",
            "/design/workflow/birthday/runs",
            "/design/workflow/birthday/trial",
            "/design/roles",
            "/design/role/storeManager",
            "/design/segments",
            "/design/why/customer/" + customer));
    for (String page :
        List.of(
            "audit",
            "backups",
            "connectors",
            "messages",
            "modules",
            "operations",
            "packages",
            "people",
            "personal-data",
            "syncs")) {
      all.add("/admin/" + page);
    }
    all.add("/admin/rights/customer/" + customer);
    return all;
  }
}
