package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the methods share that show one row of the requirements each. */
final class Rows {

  static final int MOST_LOOKS = 2_000;

  private static final Pattern NUMBER = Pattern.compile("-?[\\d,]+(?:\\.\\d+)?");

  private Rows() {}

  /** Makes a customer of somebody; numbers are taken anew on a shop that runs already. */
  static JsonNode customer(Person person, String name, String phone, Map<String, ?> more) {
    Map<String, Object> values = new HashMap<>(more);
    values.putAll(Map.of("name", name, "phone", RunningShop.freePhone(phone)));
    return person.api().create("customer", values);
  }

  static String id(JsonNode record) {
    return record.get("id").asText();
  }

  /** Sells one thing to a customer for a price. */
  static JsonNode sell(Person person, JsonNode customer, int price) {
    return sell(
        person, customer, price, Instant.ofEpochMilli(System.currentTimeMillis()).toString());
  }

  /** As above, at some time. */
  static JsonNode sell(Person person, JsonNode customer, int price, String at) {
    JsonNode product = person.api().first("product", "status == \"onSale\"");
    return person
        .api()
        .create(
            "sale",
            Map.of(
                "customer",
                id(customer),
                "soldAt",
                at,
                "items",
                List.of(Map.of("product", id(product), "quantity", 1, "price", price))));
  }

  /** Tells what a customer did elsewhere, as the online shop does. */
  static void tell(Stage stage, JsonNode customer, String event, Map<String, ?> values) {
    var unused =
        stage
            .person("admin", Device.PC, Language.ZH)
            .api()
            .post(
                "/api/events",
                Map.of(
                    "events",
                    List.of(
                        Map.of(
                            "id",
                            "row-" + System.nanoTime(),
                            "event",
                            event,
                            "subject",
                            Map.of("phone", customer.get("phone").asText()),
                            "at",
                            Instant.ofEpochMilli(System.currentTimeMillis()).toString(),
                            "values",
                            values))));
  }

  /** Waits until a record has come so far by itself. */
  static void await(Person person, String entity, JsonNode record, String field, String text) {
    var unused =
        person
            .api()
            .await(
                "/api/data/" + entity + "/" + id(record),
                MOST_LOOKS,
                one -> one.path(field).toString().contains(text));
  }

  /** Waits until somebody has a task, and opens it in the inbox. */
  static Locator task(Person person, String title) {
    var unused =
        person
            .api()
            .await(
                "/api/tasks?mine=true&status=open&limit=200",
                MOST_LOOKS,
                tasks -> tasks.toString().contains(title));
    person.open("/tasks");
    return person
        .page()
        .locator(".dg-task, .dg-inbox-lines li")
        .filter(new Locator.FilterOptions().setHasText(title));
  }

  /** The panel of a record's page with the records of an entity that refer to it. */
  static Locator related(Person person, String label) {
    return person
        .page()
        .locator(".dg-related .dg-panel")
        .filter(
            new Locator.FilterOptions()
                .setHas(
                    person
                        .page()
                        .locator("h2")
                        .filter(new Locator.FilterOptions().setHasText(label))));
  }

  /** Chooses an option of a field with many. */
  static void select(Person person, String field, String label) {
    person.fieldBox(field).locator(".ant-select").click();
    person
        .page()
        .locator(".ant-select-item-option")
        .filter(new Locator.FilterOptions().setHasText(label))
        .first()
        .click();
  }

  /** Chooses an option, whether the field shows all of them or a list. */
  static void option(Person person, String field, String label) {
    Locator shown = person.fieldBox(field).locator(".ant-select, input[type=radio]").first();
    assertThat(shown).isVisible();
    if (person.fieldBox(field).locator(".ant-select").count() > 0) {
      select(person, field, label);
    } else {
      person.choose(field, label, label);
    }
  }

  /** Ticks one of the options of a field that takes several. */
  static void tick(Person person, String field, String label) {
    person
        .fieldBox(field)
        .getByRole(AriaRole.CHECKBOX, new Locator.GetByRoleOptions().setName(label).setExact(true))
        .click();
  }

  /** The rows of a list at the PC. */
  static Locator listed(Person person) {
    return person.page().locator(".dg-table-record");
  }

  /** How many records a filter finds for somebody. */
  static long count(Person person, String entity, String filter) {
    return ShopApi.read(
            person
                .api()
                .get(
                    "/api/data/%s?limit=1&count=true&filter=%s"
                        .formatted(entity, ShopApi.encode(filter))))
        .get("count")
        .asLong();
  }

  /** Opens a dashboard and waits until every tile has its answer. */
  static void board(Person person, String key) {
    person.open("/dashboards/" + key);
    assertThat(person.page().locator(".dg-tile").first()).isVisible();
    assertThat(person.page().locator(".dg-tile[aria-busy=true]")).hasCount(0);
    assertThat(person.page().locator(".dg-tile-problem")).hasCount(0);
  }

  static Locator tile(Person person, String title) {
    return person
        .page()
        .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(title).setExact(true));
  }

  /** A tile as a table. */
  static Locator table(Person person, String title) {
    Locator button = person.button("显示数据表：" + title, "Show the table: " + title);
    if (button.count() > 0) {
      button.click();
    }
    Locator table = tile(person, title).locator("table").first();
    assertThat(table).isVisible();
    return table;
  }

  /** The first number of a text. */
  static double number(Locator place) {
    String text = String.valueOf(place.textContent());
    Matcher found = NUMBER.matcher(text);
    if (!found.find()) {
      throw new AssertionError("no number in \"" + text + "\"");
    }
    return Double.parseDouble(found.group().replace(",", ""));
  }
}
