package dev.dougong.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.report.dashboard.Dashboards;
import dev.dougong.report.query.SampleSales.Sale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Random queries of random users on dashboards with random choices. Every cell is compared with
 * what Java computes sale by sale, and with the records behind it.
 */
final class Identity {

  private static final String NONE = "null";

  private final Shop shop;
  private final SampleSales sample;
  private final Random random;
  private final SharedChoices shared;
  private final List<User> users = new ArrayList<>();
  private int cells;
  private int rules;
  private int queries;

  /** Someone, and which sales they see as what. */
  private record User(
      String name, TestAccess access, Predicate<Sale> sees, boolean seesGoldCustomersOnly) {}

  private record Dimension(String json, Function<Sale, @Nullable Object> name) {}

  private record Measure(
      String key,
      String json,
      Predicate<Sale> counts,
      @Nullable Function<Sale, @Nullable BigDecimal> value,
      String field) {}

  private record Filter(String text, Predicate<Sale> passes) {}

  /** A query on a dashboard, and who asks it. */
  private record Question(User user, String query, List<Dashboards.Choice> choices) {

    @Override
    public String toString() {
      return user.name() + " asks " + query + " under " + choices;
    }
  }

  Identity(long seed, int sales) {
    this.shop = new Shop();
    this.sample = new SampleSales(shop, seed, sales);
    this.random = new Random(seed);
    this.shared = new SharedChoices(sample, random);
    users.add(new User("owner", shop.everything(), sale -> true, false));
    users.add(
        new User(
            "manager",
            shop.everything().reading("sale", "store.city == \"杭州\""),
            sale -> sale.store() != null && sale.store().city().equals("杭州"),
            false));
    users.add(
        new User(
            "clerk",
            shop.everything()
                .reading("sale", "status != \"draft\" && quantity >= 0")
                .reading("customer", "level == \"gold\""),
            sale ->
                !sale.status().equals("draft") && sale.quantity() != null && sale.quantity() >= 0,
            true));
  }

  int cells() {
    return cells;
  }

  /** Cells whose condition was compared with their records. */
  int rules() {
    return rules;
  }

  int queries() {
    return queries;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private Dimension dimension(int place, boolean isGoldOnly) {
    List<Dimension> all = new ArrayList<>(saleDimensions());
    all.addAll(customerDimensions(isGoldOnly));
    Dimension chosen = any(all);
    String key = "{\"key\":\"d" + place + "\",";
    return new Dimension(key + chosen.json(), chosen.name());
  }

  private List<Dimension> saleDimensions() {
    String level = any(List.of("province", "city"));
    String part = any(List.of("year", "quarter", "month", "week", "day"));
    return List.of(
        new Dimension("\"field\":\"status\"}", Sale::status),
        new Dimension(
            "\"field\":\"region\",\"bucket\":\"" + level + "\"}",
            s -> s.customer() == null ? null : Buckets.region(s.customer().region(), level)),
        new Dimension("\"field\":\"channel\"}", Sale::channel),
        new Dimension("\"field\":\"isGift\"}", Sale::isGift),
        new Dimension("\"field\":\"quantity\"}", Sale::quantity),
        new Dimension("\"field\":\"store\"}", s -> s.store() == null ? null : s.store().id()),
        new Dimension(
            "\"field\":\"store.city\"}", s -> s.store() == null ? null : s.store().city()),
        new Dimension(
            "\"field\":\"soldAt\",\"bucket\":\"" + part + "\"}",
            s -> Buckets.first(s.soldOn(), part)),
        new Dimension(
            "\"field\":\"day\",\"bucket\":\"" + part + "\"}", s -> Buckets.first(s.day(), part)),
        new Dimension(
            "\"field\":\"amount\",\"ranges\":[0,1000,5000]}", s -> Buckets.range(s.amount())),
        new Dimension("\"field\":\"quantity\",\"width\":3}", s -> Buckets.step(s.quantity())));
  }

  /** What is said of the customer, who is missing for those who may not see them. */
  private static List<Dimension> customerDimensions(boolean isGoldOnly) {
    Predicate<Sale> isKnown =
        s -> s.customer() != null && (!isGoldOnly || "gold".equals(s.customer().level()));
    return List.of(
        new Dimension(
            "\"field\":\"customer.level\"}",
            s -> isKnown.test(s) ? Objects.requireNonNull(s.customer()).level() : null),
        new Dimension(
            "\"field\":\"level\"}", s -> s.customer() == null ? null : s.customer().level()),
        new Dimension(
            "\"field\":\"customer.region\",\"bucket\":\"city\"}",
            s ->
                isKnown.test(s)
                    ? Buckets.region(Objects.requireNonNull(s.customer()).region(), "city")
                    : null),
        new Dimension(
            "\"field\":\"customer.store.name\"}",
            s -> isKnown.test(s) ? storeName(Objects.requireNonNull(s.customer())) : null),
        new Dimension(
            "\"expression\":\"customer.age >= 40\"}",
            s -> {
              Integer age = isKnown.test(s) ? Objects.requireNonNull(s.customer()).age() : null;
              return age != null && age >= 40;
            }));
  }

  private static @Nullable String storeName(SampleSales.Customer customer) {
    return customer.store() == null ? null : customer.store().name();
  }

  private List<Measure> measures() {
    Predicate<Sale> all = sale -> true;
    Predicate<Sale> paid = sale -> sale.status().equals("paid");
    Predicate<Sale> big =
        s -> s.amount() != null && s.amount().compareTo(BigDecimal.valueOf(3000)) > 0;
    List<Measure> measures =
        List.of(
            new Measure("n", "\"aggregate\":\"count\"}", all, null, ""),
            new Measure(
                "sum",
                "\"aggregate\":\"sum\",\"expression\":\"amount\"}",
                all,
                Sale::amount,
                "amount"),
            new Measure(
                "paid",
                "\"aggregate\":\"sum\",\"expression\":\"amount\",\"filter\":\"status == \\\"paid\\\"\"}",
                paid,
                Sale::amount,
                "amount"),
            new Measure(
                "big", "\"aggregate\":\"count\",\"filter\":\"amount > 3000\"}", big, null, ""),
            new Measure(
                "net",
                "\"aggregate\":\"sum\",\"expression\":\"net\"}",
                all,
                s ->
                    s.amount() == null
                        ? null
                        : s.amount()
                            .multiply(new BigDecimal("0.87"))
                            .setScale(2, RoundingMode.HALF_UP),
                "net"),
            new Measure(
                "pieces",
                "\"aggregate\":\"sum\",\"expression\":\"quantity\"}",
                all,
                s -> s.quantity() == null ? null : BigDecimal.valueOf(s.quantity()),
                "quantity"));
    List<Measure> chosen = new ArrayList<>();
    int first = random.nextInt(measures.size());
    int many = 1 + random.nextInt(3);
    for (int i = 0; i < many; i++) {
      chosen.add(measures.get((first + i) % measures.size()));
    }
    return chosen;
  }

  private Filter filter() {
    LocalDate from = LocalDate.of(2026, 3, 1).plusDays(random.nextInt(200));
    List<Filter> all =
        List.of(
            new Filter("", s -> true),
            new Filter("", s -> true),
            new Filter("status == \"paid\"", s -> s.status().equals("paid")),
            new Filter("isGift != true", s -> s.isGift() != null && !s.isGift()),
            new Filter("!(isGift == true)", s -> s.isGift() == null || !s.isGift()),
            new Filter(
                "dateOf(soldAt) >= \"" + from + "\"",
                s -> s.soldOn() != null && !Objects.requireNonNull(s.soldOn()).isBefore(from)),
            new Filter(
                "store.name in (\"门店1\", \"门店2\") || quantity > 5",
                s ->
                    (s.store() != null && List.of("门店1", "门店2").contains(s.store().name()))
                        || (s.quantity() != null && s.quantity() > 5)),
            new Filter("channel == \"a'b\\\"c\"", s -> "a'b\"c".equals(s.channel())));
    return any(all);
  }

  /** Asks one random query and opens some of its cells. */
  void next(int mostCells) {
    User user = any(users);
    int many = random.nextInt(3);
    List<Dimension> dimensions = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      dimensions.add(dimension(i, user.seesGoldCustomersOnly()));
    }
    Filter filter = filter();
    List<Measure> measures = measures();
    List<SharedChoices.Chosen> chosen =
        shared.next(customer -> !user.seesGoldCustomersOnly() || "gold".equals(customer.level()));
    Question question =
        new Question(
            user,
            json(dimensions, measures, filter),
            chosen.stream().map(SharedChoices.Chosen::choice).toList());
    String what = question.toString();
    JsonNode answer = shop.json(user.access(), question.query(), question.choices());
    queries++;
    assertThat(answer.path("applied"))
        .extracting(JsonNode::asText)
        .as(what)
        .containsExactlyElementsOf(chosen.stream().map(SharedChoices.Chosen::path).toList());
    List<Sale> counted = counted(user, filter, chosen);
    TreeMap<String, List<Sale>> groups = new TreeMap<>();
    for (Sale sale : counted) {
      StringBuilder name = new StringBuilder();
      dimensions.forEach(d -> name.append(d.name().apply(sale)).append('|'));
      groups.computeIfAbsent(name.toString(), key -> new ArrayList<>()).add(sale);
    }
    assertThat(answer.path("truncated").asBoolean()).as(what).isFalse();
    if (many > 0) {
      assertThat(answer.path("rows")).as(what).hasSize(groups.size());
    }
    check(question, answer.path("total"), counted, measures);
    List<JsonNode> rows = new ArrayList<>();
    answer.path("rows").forEach(rows::add);
    for (JsonNode row : rows) {
      List<Sale> group = many == 0 ? counted : groups.get(name(dimensions, row));
      assertThat(group).as("%s has the group %s", what, row).isNotNull();
      compare(row, Objects.requireNonNull(group), measures, what);
    }
    for (int i = 0; i < mostCells && !rows.isEmpty(); i++) {
      JsonNode row = rows.remove(random.nextInt(rows.size()));
      List<Sale> group = many == 0 ? counted : groups.get(name(dimensions, row));
      check(question, row, Objects.requireNonNull(group), measures);
    }
  }

  private List<Sale> counted(User user, Filter filter, List<SharedChoices.Chosen> chosen) {
    return sample.sales.stream()
        .filter(user.sees())
        .filter(filter.passes())
        .filter(sale -> chosen.stream().allMatch(one -> one.passes().test(sale)))
        .toList();
  }

  private static String json(List<Dimension> dimensions, List<Measure> measures, Filter filter) {
    ObjectNode query = Shop.object("{\"entity\":\"sale\",\"limit\":10000}");
    dimensions.forEach(d -> query.withArray("dimensions").add(Shop.object(d.json())));
    measures.forEach(
        m ->
            query
                .withArray("measures")
                .add(Shop.object("{\"key\":\"" + m.key() + "\"," + m.json())));
    if (!filter.text().isEmpty()) {
      query.put("filter", filter.text());
    }
    return query.toString();
  }

  private static String name(List<Dimension> dimensions, JsonNode row) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < dimensions.size(); i++) {
      JsonNode value = row.path("d" + i);
      String text =
          value.isNull()
              ? NONE
              : value.has("id")
                  ? value.path("id").asText()
                  : value.isObject() ? value.toString() : value.asText();
      name.append(text).append('|');
    }
    return name.toString();
  }

  private static void compare(JsonNode row, List<Sale> group, List<Measure> measures, String what) {
    for (Measure measure : measures) {
      List<Sale> counted = group.stream().filter(measure.counts()).toList();
      JsonNode value = row.path(measure.key());
      String where = what + " cell " + measure.key() + " of " + row;
      if (measure.value() == null) {
        assertThat(value.asLong()).as(where).isEqualTo(counted.size());
      } else {
        assertThat(value.isNull() ? BigDecimal.ZERO : value.decimalValue())
            .as(where)
            .isEqualByComparingTo(sum(counted, measure.value()));
      }
    }
  }

  private static BigDecimal sum(List<Sale> sales, Function<Sale, @Nullable BigDecimal> value) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Sale sale : sales) {
      BigDecimal one = value.apply(sale);
      sum = one == null ? sum : sum.add(one);
    }
    return sum;
  }

  /** Whoever may know everything gets a condition that a list finds the same records by. */
  private void checkRule(Question question, JsonNode row, Measure measure, List<String> wanted) {
    if (!question.user().name().equals("owner")) {
      return;
    }
    TestAccess access = question.user().access();
    String rule = shop.rule(access, question.query(), question.choices(), row, measure.key());
    if (rule == null) {
      return;
    }
    List<String> found = new ArrayList<>();
    shop.list(access, "sale", rule)
        .withArray("items")
        .forEach(item -> found.add(item.path("id").asText()));
    found.sort(null);
    assertThat(found).as("%s by %s", question, rule).isEqualTo(wanted);
    rules++;
  }

  /** The records behind the cells of a row have exactly its numbers, and the right ids. */
  private void check(Question question, JsonNode row, List<Sale> group, List<Measure> measures) {
    String what = question.toString();
    compare(row, group, measures, what);
    for (Measure measure : measures) {
      ObjectNode behind =
          shop.drill(
              question.user().access(), question.query(), question.choices(), row, measure.key());
      String where = what + " behind " + measure.key() + " of " + row;
      List<String> wanted = group.stream().filter(measure.counts()).map(Sale::id).sorted().toList();
      List<String> found = new ArrayList<>();
      BigDecimal sum = BigDecimal.ZERO;
      for (JsonNode item : behind.withArray("items")) {
        found.add(item.path("id").asText());
        JsonNode value = item.path(measure.field());
        sum = value.isNumber() ? sum.add(value.decimalValue()) : sum;
      }
      found.sort(null);
      assertThat(found).as(where).isEqualTo(wanted);
      assertThat(behind.path("count").asInt()).as(where).isEqualTo(wanted.size());
      checkRule(question, row, measure, wanted);
      JsonNode cell = row.path(measure.key());
      if (measure.value() != null) {
        assertThat(sum)
            .as(where)
            .isEqualByComparingTo(cell.isNull() ? BigDecimal.ZERO : cell.decimalValue());
      }
      cells++;
    }
  }
}
