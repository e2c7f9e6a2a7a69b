package dev.dougong.engine.expression.differential;

import dev.dougong.engine.expression.MapRow;
import dev.dougong.engine.expression.MapScope;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Records that are generated, and the users, customers and stores that they refer to. */
final class RandomSales {

  private final Random random;
  private final RandomValues values;
  final List<MapRow> users = new ArrayList<>();
  final List<MapRow> stores = new ArrayList<>();
  final List<MapRow> customers = new ArrayList<>();
  final List<MapRow> sales = new ArrayList<>();

  RandomSales(Random random, int count) {
    this.random = random;
    this.values = new RandomValues(random);
    for (int i = 0; i < 5; i++) {
      users.add(plain(Shop.USERS));
      stores.add(plain(Shop.STORES));
    }
    for (int i = 0; i < 5; i++) {
      customers.add(refer(plain(Shop.CUSTOMERS), Shop.STORE, stores));
    }
    for (int i = 0; i < count; i++) {
      sales.add(sale());
    }
  }

  private MapRow plain(MapScope scope) {
    MapRow row = new MapRow();
    for (ScopeField field : scope.fields()) {
      ValueKind kind = field.type().kind();
      boolean isPlain =
          kind != ValueKind.REFERENCE
              && kind != ValueKind.REFERENCE_LIST
              && kind != ValueKind.TABLE
              && kind != ValueKind.JSON;
      if (isPlain && random.nextInt(12) > 0) {
        row.with(field.id(), values.of(kind));
      }
    }
    return row;
  }

  private MapRow refer(MapRow row, int field, List<MapRow> targets) {
    int number = random.nextInt(targets.size() + 1);
    // one number too many: a reference to a record that is gone
    if (number < targets.size()) {
      row.to(field, Shop.id(number), targets.get(number));
    } else if (random.nextBoolean()) {
      row.with(field, Shop.id(99));
    }
    return row;
  }

  private MapRow sale() {
    MapRow sale = plain(Shop.SALES);
    refer(sale, Shop.CUSTOMER, customers);
    refer(sale, Shop.SELLER, users);
    if (random.nextInt(10) > 0) {
      sale.with(Shop.UNIT, values.id());
    }
    if (random.nextInt(10) > 0) {
      @SuppressWarnings("unchecked") // values of the kind REFERENCE_LIST
      List<UUID> ids = (List<UUID>) values.of(ValueKind.REFERENCE_LIST);
      sale.with(Shop.HELPERS, ids);
      sale.holding(Shop.HELPERS, ids.stream().map(this::user).toList());
    }
    List<MapRow> items = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      items.add(plain(Shop.ITEM));
    }
    return sale.holding(Shop.ITEMS, items);
  }

  private MapRow user(UUID id) {
    return users.get((int) (id.getLeastSignificantBits() & 0xff));
  }
}
