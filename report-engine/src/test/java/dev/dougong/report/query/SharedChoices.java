package dev.dougong.report.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.report.dashboard.Dashboards.Choice;
import dev.dougong.report.query.SampleSales.Customer;
import dev.dougong.report.query.SampleSales.Sale;
import dev.dougong.report.query.SampleSales.Store;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What people choose at random in the shared filters of a dashboard over sales. */
final class SharedChoices {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  private final SampleSales sample;
  private final Random random;

  /**
   * A choice, the path by which it reaches sales, and which sales it lets through.
   *
   * @param path as the answer tells it
   */
  record Chosen(Choice choice, String path, Predicate<Sale> passes) {}

  SharedChoices(SampleSales sample, Random random) {
    this.sample = sample;
    this.random = random;
  }

  /**
   * None to three choices, each in a filter of its own.
   *
   * @param knows which customers the reader may see
   */
  List<Chosen> next(Predicate<Customer> knows) {
    List<Chosen> all = new ArrayList<>(List.of(store(), city(), level(knows), status(), isGift()));
    all.addAll(List.of(quantity(), amount(), soldAt()));
    List<Chosen> chosen = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      chosen.add(all.remove(random.nextInt(all.size())));
    }
    return chosen;
  }

  private Chosen store() {
    List<@Nullable Object> ids = new ArrayList<>();
    sample.stores.forEach(store -> ids.add(store.id()));
    return of("store", "id", "store", ids, sale -> id(sale.store()));
  }

  private static @Nullable Object id(@Nullable Store store) {
    return store == null ? null : store.id();
  }

  private Chosen city() {
    return of(
        "store",
        "city",
        "store.city",
        Arrays.asList("杭州", "上海", "苏州", "a\"b"),
        sale -> sale.store() == null ? null : sale.store().city());
  }

  private Chosen level(Predicate<Customer> knows) {
    return of(
        "customer",
        "level",
        "customer.level",
        Arrays.asList("normal", "gold"),
        sale -> {
          Customer customer = sale.customer();
          return customer == null || !knows.test(customer) ? null : customer.level();
        });
  }

  private Chosen status() {
    List<@Nullable Object> values = Arrays.asList("draft", "paid", "refunded");
    return of("sale", "status", "status", values, Sale::status);
  }

  private Chosen isGift() {
    return of("sale", "isGift", "isGift", Arrays.asList(true, false), Sale::isGift);
  }

  /** Some of the values and, now and then, none. */
  private Chosen of(
      String entity,
      String field,
      String path,
      List<@Nullable Object> values,
      Function<Sale, @Nullable Object> value) {
    List<@Nullable Object> some = new ArrayList<>();
    List<JsonNode> written = new ArrayList<>();
    for (Object one : values) {
      if (random.nextInt(3) > 0) {
        some.add(one);
        written.add(
            one instanceof Boolean yes
                ? JSON.booleanNode(yes)
                : JSON.textNode(String.valueOf(one)));
      }
    }
    if (some.isEmpty() || random.nextInt(3) == 0) {
      some.add(null);
      written.add(JSON.nullNode());
    }
    return new Chosen(
        new Choice(entity, field, written, null, null),
        path,
        sale -> some.contains(value.apply(sale)));
  }

  private Chosen quantity() {
    return between(
        "quantity",
        random.nextInt(5),
        3 + random.nextInt(8),
        sale -> sale.quantity() == null ? null : BigDecimal.valueOf(sale.quantity()));
  }

  private Chosen amount() {
    return between("amount", random.nextInt(3_000), 2_000 + random.nextInt(6_000), Sale::amount);
  }

  private Chosen between(
      String field, int low, int high, Function<Sale, @Nullable BigDecimal> value) {
    boolean hasLow = random.nextInt(3) > 0;
    boolean hasHigh = !hasLow || random.nextBoolean();
    return new Chosen(
        new Choice(
            "sale",
            field,
            List.of(),
            hasLow ? JSON.numberNode(low) : null,
            hasHigh ? JSON.numberNode(high) : null),
        field,
        sale -> {
          BigDecimal number = value.apply(sale);
          return number != null
              && (!hasLow || number.compareTo(BigDecimal.valueOf(low)) >= 0)
              && (!hasHigh || number.compareTo(BigDecimal.valueOf(high)) <= 0);
        });
  }

  private Chosen soldAt() {
    LocalDate from = FIRST.plusDays(random.nextInt(250));
    LocalDate to = from.plusDays(random.nextInt(120));
    return new Chosen(
        new Choice(
            "sale",
            "soldAt",
            List.of(),
            JSON.textNode(from.toString()),
            JSON.textNode(to.toString())),
        "soldAt",
        sale -> {
          LocalDate day = sale.soldOn();
          return day != null && !day.isBefore(from) && !day.isAfter(to);
        });
  }
}
