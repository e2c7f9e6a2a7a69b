package dev.dougong.report.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.record.EntityRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random sales that stand in the database and, value by value, in memory. */
final class SampleSales {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String[] CITIES = {"杭州", "上海", "苏州"};
  private static final String[] STATUSES = {"draft", "paid", "paid", "paid", "refunded"};
  private static final String[] CHANNELS = {"店", "网上", "a'b\"c", "送货 %_"};

  /** Districts, cities and provinces, some of one city and some of one province. */
  private static final String[] REGIONS = {
    "440305", "440304", "440300", "440106", "440000", "110105", "110101", "429004", "810000"
  };

  /** A store. */
  record Store(String id, String name, String city) {}

  /** A customer. */
  record Customer(
      String id,
      String name,
      @Nullable String level,
      @Nullable LocalDate born,
      @Nullable Store store,
      @Nullable String region) {

    /** Whole years on the day of the shop's clock. */
    @Nullable Integer age() {
      LocalDate today = LocalDate.ofInstant(Shop.NOW, ZONE);
      return born == null ? null : java.time.Period.between(born, today).getYears();
    }
  }

  /** A sale. */
  record Sale(
      String id,
      @Nullable Customer customer,
      @Nullable Store store,
      String status,
      @Nullable String channel,
      @Nullable BigDecimal amount,
      @Nullable Long quantity,
      @Nullable Instant soldAt,
      @Nullable LocalDate day,
      @Nullable Boolean isGift) {

    /** The date of the sale in the shop's zone. */
    @Nullable LocalDate soldOn() {
      return soldAt == null ? null : LocalDate.ofInstant(soldAt, ZONE);
    }
  }

  final List<Store> stores = new ArrayList<>();
  final List<Customer> customers = new ArrayList<>();
  final List<Sale> sales = new ArrayList<>();
  private final Shop shop;
  private final Random random;

  SampleSales(Shop shop, long seed, int size) {
    this.shop = shop;
    this.random = new Random(seed);
    for (int i = 0; i < 5; i++) {
      stores.add(store(i));
    }
    for (int i = 0; i < 25; i++) {
      customers.add(customer(i));
    }
    for (int i = 0; i < size; i++) {
      sales.add(sale(i));
    }
    EntityRecord gone = shop.create("sale", Shop.object("{\"status\":\"paid\",\"amount\":77777}"));
    shop.delete("sale", gone);
  }

  private boolean sometimes(int of) {
    return random.nextInt(of) == 0;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private Store store(int i) {
    String name = "门店" + i;
    String city = CITIES[i % CITIES.length];
    ObjectNode values = Shop.object("{}").put("code", "S" + i).put("name", name).put("city", city);
    return new Store(shop.create("store", values).id().toString(), name, city);
  }

  private Customer customer(int i) {
    String level = sometimes(6) ? null : sometimes(3) ? "gold" : "normal";
    LocalDate born = sometimes(6) ? null : LocalDate.of(1960 + random.nextInt(50), 1 + i % 12, 22);
    Store store = sometimes(8) ? null : any(stores);
    ObjectNode values = Shop.object("{}").put("name", "客户" + i);
    if (level != null) {
      values.put("level", level);
    }
    if (born != null) {
      values.put("born", born.toString());
    }
    if (store != null) {
      values.put("store", store.id());
    }
    String region = i % 7 == 0 ? null : REGIONS[i % REGIONS.length];
    if (region != null) {
      values.put("region", region);
    }
    String id = shop.create("customer", values).id().toString();
    return new Customer(id, "客户" + i, level, born, store, region);
  }

  private Sale sale(int i) {
    Instant soldAt =
        sometimes(15)
            ? null
            : Instant.parse("2025-06-30T15:30:00Z").plusSeconds(random.nextInt(520 * 86_400));
    Customer customer = sometimes(9) ? null : any(customers);
    Store store = sometimes(9) ? null : any(stores);
    String status = STATUSES[random.nextInt(STATUSES.length)];
    String channel = sometimes(7) ? null : CHANNELS[random.nextInt(CHANNELS.length)];
    BigDecimal amount =
        sometimes(9) ? null : BigDecimal.valueOf(random.nextInt(900_000) - 50_000L, 2);
    Long quantity = sometimes(9) ? null : (Long) (long) (random.nextInt(12) - 2);
    LocalDate day = sometimes(7) ? null : LocalDate.of(2026, 1, 1).plusDays(random.nextInt(400));
    Boolean isGift = sometimes(4) ? null : (Boolean) random.nextBoolean();
    ObjectNode values = Shop.object("{}").put("number", "N" + i).put("status", status);
    values.put("secret", 1);
    if (customer != null) {
      values.put("customer", customer.id());
    }
    if (store != null) {
      values.put("store", store.id());
    }
    if (channel != null) {
      values.put("channel", channel);
    }
    if (amount != null) {
      values.put("amount", amount);
    }
    if (quantity != null) {
      values.put("quantity", quantity);
    }
    if (soldAt != null) {
      values.put("soldAt", soldAt.toString());
    }
    if (day != null) {
      values.put("day", day.toString());
    }
    if (isGift != null) {
      values.put("isGift", isGift);
    }
    String id = shop.create("sale", values).id().toString();
    return new Sale(id, customer, store, status, channel, amount, quantity, soldAt, day, isGift);
  }
}
