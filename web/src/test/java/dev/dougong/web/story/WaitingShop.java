package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A shop of four people whose stories take days; what its stories share. */
final class WaitingShop {

  static final String CLERK = "clerk01";
  static final String OTHER = "clerk02";
  static final String MANAGER = "manager01";
  static final String TECHNICIAN = "service01";

  private static final int MOST_LOOKS = 2_000;
  private static final Map<String, String> ROLES =
      Map.of(CLERK, "clerk", OTHER, "clerk", MANAGER, "storeManager", TECHNICIAN, "afterSales");

  private static final Map<String, String> NAME = Map.of("zh", "第一家店");

  private WaitingShop() {}

  /** Makes the store and its people, as an administrator does on the first day. */
  static void open(Stage stage) {
    ShopApi admin = admin(stage);
    String company = unit(admin, Map.of("key", "c1", "kind", "company", "label", NAME));
    String unit =
        unit(admin, Map.of("key", "s1", "kind", "store", "parent", company, "label", NAME));
    ROLES.forEach(
        (name, role) -> {
          var unused =
              admin.post(
                  "/api/users",
                  Map.of(
                      "username", name,
                      "name", name,
                      "password", RunningShop.PASSWORD,
                      "orgUnit", unit,
                      "roles", List.of(role)));
        });
  }

  private static String unit(ShopApi admin, Map<String, ?> unit) {
    return admin.post("/api/org-units", unit).get("id").asText();
  }

  static ShopApi admin(Stage stage) {
    return stage.person("admin", Device.PC, Language.ZH).api();
  }

  static ShopApi clerk(Stage stage) {
    return stage.person(CLERK, Device.PC, Language.ZH).api();
  }

  /** Makes a record of the clerk. */
  static String create(Stage stage, String entity, Map<String, ?> values) {
    return clerk(stage).create(entity, values).get("id").asText();
  }

  /** Makes a customer of the clerk who came by an import, and so belongs to them for good. */
  static String oldCustomer(Stage stage, String name, String phone, Map<String, ?> more) {
    Map<String, Object> values = new HashMap<>(more);
    values.putAll(Map.of("name", name, "phone", phone, "source", "import"));
    return create(stage, "customer", values);
  }

  /** Waits until somebody has a task whose title begins so, and gives it. */
  static JsonNode task(ShopApi api, String title) {
    JsonNode tasks =
        api.await(
            "/api/tasks?mine=true&status=open&limit=200",
            MOST_LOOKS,
            all -> all.toString().contains("\"title\":\"" + title));
    for (JsonNode task : tasks.get("items")) {
      if (task.path("title").asText().startsWith(title)) {
        return task;
      }
    }
    throw new AssertionError(tasks.toString());
  }

  /** Opens somebody's day and waits for a task on the screen. */
  static Locator card(Person person, String title) {
    var unused = task(person.api(), title);
    person.open("/tasks");
    Locator card =
        person
            .page()
            .locator(".dg-task, .dg-inbox-lines li")
            .filter(new Locator.FilterOptions().setHasText(title));
    assertThat(card.first()).isVisible();
    return card.first();
  }

  /** Answers a task on the screen and waits until the server has it. */
  static void answer(Person person, Locator card, String outcome) {
    person
        .page()
        .waitForResponse(
            one -> one.url().endsWith("/complete"),
            () ->
                card.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(outcome).setExact(true))
                    .click());
  }

  /** Answers a task without a screen. */
  static void answer(ShopApi api, String title, String outcome) {
    String id = task(api, title).get("id").asText();
    api.order("/api/tasks/" + id + "/complete", Map.of("outcome", outcome));
  }

  /** Waits for a message and sees it on the administrator's screen. */
  static Person message(Stage stage, String... texts) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    for (String text : texts) {
      var unused =
          admin
              .api()
              .await("/api/messages?limit=50", MOST_LOOKS, all -> all.toString().contains(text));
    }
    admin.open("/admin/messages");
    for (String text : texts) {
      assertThat(
              admin
                  .page()
                  .locator(".dg-messages li")
                  .filter(new Locator.FilterOptions().setHasText(text))
                  .first())
          .isVisible();
    }
    return admin;
  }

  /** Waits until a record of the clerk's shop has come so far. */
  static void await(Stage stage, String entity, String id, String field, String value) {
    var unused =
        admin(stage)
            .await(
                "/api/data/" + entity + "/" + id,
                MOST_LOOKS,
                one -> one.path(field).asText("null").equals(value));
  }

  /** Opens the page of a customer. */
  static void openCustomer(Person person, String name) {
    person.open(
        "/data/customer/"
            + person.api().first("customer", "name == \"" + name + "\"").get("id").asText());
    assertThat(person.page().locator("h1")).hasText(name);
  }

  /** A message on the screen that is open. */
  static Locator line(Person admin, String text) {
    return admin
        .page()
        .locator(".dg-messages li")
        .filter(new Locator.FilterOptions().setHasText(text));
  }

  /** Opens the run of the wake-up of somebody. */
  static void run(Person admin, String name) {
    admin.open("/design/workflow/wakeUp/runs");
    admin
        .page()
        .locator(".dg-flow-runs li a")
        .filter(new Locator.FilterOptions().setHasText(name))
        .first()
        .click();
  }

  /** A step of the run that is open. */
  static Locator step(Person person, String id) {
    return person.page().locator("[data-step=" + id + "]");
  }

  /** Plans a campaign for a tag, and starts it on its page. */
  static void startCampaign(Stage stage, Days days, String name, String tag) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    String today = days.time().date(25).toString();
    String id =
        Rows.id(
            admin
                .api()
                .create(
                    "campaign",
                    Map.of(
                        "code",
                        tag,
                        "name",
                        name,
                        "kind",
                        "launch",
                        "description",
                        "到店试玩,现在可以预购",
                        "startsOn",
                        today,
                        "endsOn",
                        days.time().date(40).toString(),
                        "targetTags",
                        List.of(tag))));
    admin.open("/data/campaign/" + id + "/edit");
    Rows.option(admin, "status", "进行中");
    assertThat(admin.save().status()).isEqualTo(200);
  }
}
