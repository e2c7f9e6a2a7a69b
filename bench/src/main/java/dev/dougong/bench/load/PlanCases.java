package dev.dougong.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The requests whose plans are looked at, for one caller. */
final class PlanCases {

  private static final int DEEP = 200;
  private static final String COLUMNS = "&fields=name,phone,level,city,store,lastVisit&limit=50";
  private static final String PICKER = "&fields=name,phone&limit=20";

  private final Target.Product caller;
  private final IntFunction<ObjectNode> customers;
  private final List<PlanCase> cases = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final long[] versions;
  private int created;

  /**
   * For one caller.
   *
   * @param caller with an API key of the rights that are meant
   * @param customers values of new customers by number
   * @param repeats how often each request is sent
   */
  PlanCases(Target.Product caller, IntFunction<ObjectNode> customers, int repeats)
      throws IOException {
    this.caller = caller;
    this.customers = customers;
    this.versions = new long[repeats];
    try (Wire wire = caller.open()) {
      JsonNode page = get(wire, "/api/data/customer?fields=name&sort=-lastVisit&limit=" + repeats);
      for (JsonNode item : page.path("items")) {
        versions[ids.size()] = item.path("version").longValue();
        ids.add(item.path("id").textValue());
      }
    }
    if (ids.size() < repeats) {
      throw new IOException("the caller sees " + ids.size() + " customers only");
    }
  }

  private JsonNode get(Wire wire, String path) throws IOException {
    Wire.Answer answer = wire.send("GET", path, null, "");
    Load.check(caller, answer);
    return Target.MAPPER.readTree(answer.body());
  }

  /** All cases. */
  List<PlanCase> all() throws IOException {
    add("read a customer", true, turn -> "/api/data/customer/" + id(turn));
    add("history of a customer", true, turn -> "/api/data/customer/" + id(turn) + "/changes");
    lists();
    searches();
    cases.add(new PlanCase("create a customer", true, this::create));
    cases.add(new PlanCase("update a customer", true, this::update));
    cases.add(
        new PlanCase(
            "sum of sales by store", false, (wire, connection, turn) -> caller.byStore(wire)));
    return cases;
  }

  private void lists() throws IOException {
    String[] city = {People.cities().get(3), People.cities().get(7)};
    String[] source = {People.sources().get(2), People.sources().get(4)};
    add(
        "list, two filters, sorted by an indexed field, page 1",
        true,
        turn -> caller.list(city[turn % 2], source[turn % 2], null));
    String after = deep(caller.list(city[0], source[0], null));
    add("the same, last page of " + DEEP, true, turn -> caller.list(city[0], source[0], after));
    String all = "/api/data/customer?sort=-lastVisit" + COLUMNS;
    add("list without a filter, page 1", true, turn -> all);
    String far = deep(all);
    add("the same, page " + DEEP, true, turn -> all + "&after=" + Target.escape(far));
    add("list in the order of the names", true, turn -> "/api/data/customer?sort=name" + COLUMNS);
    add(
        "list, one filter, sorted by two fields",
        true,
        turn -> filtered("source == \"wechat\"") + "&sort=-lastVisit,name" + COLUMNS);
    add(
        "list sorted by a field without index",
        false,
        turn -> "/api/data/customer?sort=-budgetMax" + COLUMNS);
    add(
        "list filtered by a field without index",
        false,
        turn ->
            filtered("gender == \"female\" && budgetMax > 9800") + "&sort=-lastVisit" + COLUMNS);
    add(
        "exact number of a filtered list",
        false,
        turn -> filtered("city == \"" + city[0] + "\"") + "&count=true&limit=1&fields=name");
  }

  private void searches() {
    String[] names = {"建国", "梦瑶", "伟明"};
    String[] initials = {"wjg", "lmy", "zhw"};
    String[] digits = {"5678", "8888", "1024"};
    String surname = filtered("city == \"" + People.cities().get(3) + "\"") + "&q=";
    add("search: two characters of a name", true, turn -> caller.search(names[turn % 3]));
    add("search: a whole name", true, turn -> caller.search(People.name(turn)));
    add("search: pinyin initials", true, turn -> caller.search(initials[turn % 3]));
    add("search: pinyin in full", true, turn -> caller.search("wangjianguo"));
    add(
        "search: one surname with a filter",
        true,
        turn -> surname + Target.escape(turn % 2 == 0 ? "欧" : "王") + COLUMNS);
    add("search: one surname", true, turn -> caller.search("王"));
    add("search: any four digits", true, turn -> caller.search(digits[turn % 3]));
    add("search: nothing found", true, turn -> caller.search("龘龘"));
    add("picker: without words", true, turn -> "/api/data/customer?sort=name" + PICKER);
    add(
        "picker: two characters",
        true,
        turn -> "/api/data/customer?q=" + Target.escape(names[turn % 3]) + PICKER);
    add("picker: store", true, turn -> "/api/data/store?q=" + Target.escape("门店") + "&limit=20");
  }

  private static String filtered(String filter) {
    return "/api/data/customer?filter=" + Target.escape(filter);
  }

  private void add(String name, boolean needsIndex, IntFunction<String> path) {
    cases.add(
        new PlanCase(
            name,
            needsIndex,
            (wire, connection, turn) -> wire.send("GET", path.apply(turn), null, "")));
  }

  /** The cursor of a far page, or of the last but one where there are fewer. */
  private String deep(String path) throws IOException {
    String after = "";
    try (Wire wire = caller.open()) {
      for (int page = 1; page < DEEP; page++) {
        String more = after.isEmpty() ? "" : "&after=" + Target.escape(after);
        String next = get(wire, path + more).path("next").textValue();
        if (next == null) {
          break;
        }
        after = next;
      }
    }
    if (after.isEmpty()) {
      throw new IOException("one page only: " + path);
    }
    return after;
  }

  private String id(int turn) {
    return ids.get(turn % ids.size());
  }

  private Wire.Answer create(Wire wire, int connection, int turn) throws IOException {
    ObjectNode values = customers.apply(created++);
    return wire.send("POST", caller.customers(), values.toString(), "");
  }

  private Wire.Answer update(Wire wire, int connection, int turn) throws IOException {
    int which = turn % ids.size();
    String match = "If-Match: \"" + versions[which]++ + "\"\r\n";
    String body =
        "{\"lastVisit\":\"2026-11-1%d\",\"preferredContact\":\"%s\"}"
            .formatted(turn % 10, turn % 2 == 0 ? "phone" : "sms");
    return wire.send("PATCH", caller.customers() + "/" + id(turn), body, match);
  }
}
