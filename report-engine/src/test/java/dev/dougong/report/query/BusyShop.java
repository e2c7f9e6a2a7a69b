package dev.dougong.report.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.record.Records.Operation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A shop in which people write at random. Thread-safe. */
final class BusyShop {

  private final Shop shop;
  private final List<String> stores = new CopyOnWriteArrayList<>();
  private final List<String> customers = new CopyOnWriteArrayList<>();
  private final List<UUID> sales = new CopyOnWriteArrayList<>();
  private final List<UUID> leads = new CopyOnWriteArrayList<>();

  /** A deed that is taken back. */
  private static final class UndoException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  BusyShop(Shop shop, long seed) {
    this.shop = shop;
    SampleSales sample = new SampleSales(shop, seed, 120);
    sample.stores.forEach(store -> stores.add(store.id()));
    sample.customers.forEach(customer -> customers.add(customer.id()));
    sample.sales.forEach(sale -> sales.add(UUID.fromString(sale.id())));
    for (int i = 0; i < 10; i++) {
      leads.add(shop.create("lead", Shop.object("{\"name\":\"x\",\"stage\":\"new\"}")).id());
    }
  }

  /** Does something; what the shop refuses is not done. */
  void deed(Random random) {
    try {
      if (random.nextInt(8) == 0) {
        shop.transactions()
            .required(
                () -> {
                  write(random);
                  write(random);
                  throw new UndoException();
                });
      } else if (random.nextInt(4) == 0) {
        shop.transactions()
            .required(
                () -> {
                  write(random);
                  write(random);
                  return true;
                });
      } else {
        write(random);
      }
    } catch (UndoException | ProblemException e) {
      return;
    }
  }

  private void write(Random random) {
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> sales.add(shop.create("sale", sale(random, true)).id());
      case 3, 4, 5, 6 ->
          shop.batch("sale", new Operation.Patch(any(random, sales), null, sale(random, false)));
      case 7 -> shop.batch("sale", new Operation.Delete(any(random, sales), null));
      case 8 -> shop.restore("sale", any(random, sales));
      case 9 -> customer(random);
      case 10 ->
          shop.batch(
              "store",
              new Operation.Patch(
                  UUID.fromString(any(random, stores)),
                  null,
                  Shop.object("{}").put("city", any(random, List.of("杭州", "上海", "苏州")))));
      default ->
          shop.batch(
              "lead",
              new Operation.Patch(
                  any(random, leads),
                  null,
                  Shop.object("{}")
                      .put("stage", any(random, List.of("contacted", "visited", "won", "lost")))));
    }
  }

  private void customer(Random random) {
    UUID id = UUID.fromString(any(random, customers));
    switch (random.nextInt(6)) {
      case 0 -> shop.batch("customer", new Operation.Delete(id, null));
      case 1 -> shop.restore("customer", id);
      default -> {
        ObjectNode values = Shop.object("{}");
        put(values, "level", any(random, List.of("gold", "normal", "")));
        put(values, "store", any(random, stores));
        shop.batch("customer", new Operation.Patch(id, null, values));
      }
    }
  }

  /** Some fields, or all; empty ones too. */
  private ObjectNode sale(Random random, boolean isWhole) {
    ObjectNode values = Shop.object("{}");
    if (isWhole || random.nextInt(3) == 0) {
      values.put("status", any(random, List.of("draft", "paid", "paid", "refunded")));
    }
    if (isWhole || random.nextInt(3) == 0) {
      put(values, "amount", any(random, List.of("", "0", "12.50", "-12.5", "4999.99", "70")));
    }
    if (isWhole || random.nextInt(4) == 0) {
      put(values, "store", random.nextInt(6) == 0 ? "" : any(random, stores));
      put(values, "customer", random.nextInt(6) == 0 ? "" : any(random, customers));
    }
    if (isWhole || random.nextInt(4) == 0) {
      Instant soldAt =
          Instant.parse("2025-06-30T15:30:00Z").plusSeconds(random.nextInt(520 * 86_400));
      put(values, "soldAt", random.nextInt(9) == 0 ? "" : soldAt.toString());
      put(values, "day", LocalDate.of(2026, 1, 1).plusDays(random.nextInt(400)).toString());
    }
    if (isWhole || random.nextInt(4) == 0) {
      put(values, "channel", any(random, List.of("", "店", "a'b\"c")));
      put(values, "quantity", any(random, List.of("", "1", "-2", "7")));
      values.put("isGift", random.nextBoolean());
    }
    return values;
  }

  private static void put(ObjectNode values, String key, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      values.putNull(key);
    } else if (key.equals("amount")) {
      values.put(key, new BigDecimal(value));
    } else if (key.equals("quantity")) {
      values.put(key, Long.parseLong(value));
    } else {
      values.put(key, value);
    }
  }

  private static <T> T any(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
