package dev.dougong.engine.expression.differential;

import dev.dougong.engine.expression.DiagnosticSink;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.MapScope;
import dev.dougong.engine.expression.OrgTree;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.value.ValueKind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;

/** The entities over which expressions are generated: every kind, references, rows. */
final class Shop {

  static final int CUSTOMER = 20;
  static final int SELLER = 21;
  static final int UNIT = 22;
  static final int HELPERS = 23;
  static final int ITEMS = 24;
  static final int STORE = 35;

  static final MapScope STORES =
      new MapScope(
          ScopeField.of("city", 41, ValueKind.TEXT),
          ScopeField.of("opened", 42, ValueKind.DATE_TIME));

  static final MapScope CUSTOMERS =
      new MapScope(
          ScopeField.of("name", 31, ValueKind.TEXT),
          ScopeField.of("points", 32, ValueKind.INTEGER),
          ScopeField.of("birthday", 33, ValueKind.DATE),
          ScopeField.of("credit", 34, ValueKind.DECIMAL),
          ScopeField.reference("store", STORE, "store", () -> STORES));

  static final MapScope USERS =
      new MapScope(
          ScopeField.of("userName", 51, ValueKind.TEXT),
          ScopeField.of("level", 52, ValueKind.INTEGER));

  static final MapScope ITEM =
      new MapScope(
          ScopeField.of("product", 61, ValueKind.TEXT),
          ScopeField.of("price", 62, ValueKind.DECIMAL),
          ScopeField.of("quantity", 63, ValueKind.INTEGER),
          ScopeField.of("gift", 64, ValueKind.BOOLEAN),
          ScopeField.of("until", 65, ValueKind.DATE));

  static final MapScope SALES =
      new MapScope(
          ScopeField.of("title", 1, ValueKind.TEXT),
          ScopeField.of("phone", 2, ValueKind.TEXT),
          ScopeField.of("note", 3, ValueKind.TEXT),
          ScopeField.of("count1", 4, ValueKind.INTEGER),
          ScopeField.of("count2", 5, ValueKind.INTEGER),
          ScopeField.of("amount1", 6, ValueKind.DECIMAL),
          ScopeField.of("amount2", 7, ValueKind.DECIMAL),
          ScopeField.of("paid", 8, ValueKind.BOOLEAN),
          ScopeField.of("checked", 9, ValueKind.BOOLEAN),
          ScopeField.of("day1", 10, ValueKind.DATE),
          ScopeField.of("day2", 11, ValueKind.DATE),
          ScopeField.of("time1", 12, ValueKind.TIME),
          ScopeField.of("time2", 13, ValueKind.TIME),
          ScopeField.of("soldAt", 14, ValueKind.DATE_TIME),
          ScopeField.of("seenAt", 15, ValueKind.DATE_TIME),
          ScopeField.of("duration1", 16, ValueKind.DURATION),
          ScopeField.of("duration2", 17, ValueKind.DURATION),
          ScopeField.of("tags", 18, ValueKind.TEXT_LIST),
          ScopeField.of("colors", 19, ValueKind.TEXT_LIST),
          ScopeField.reference("customer", CUSTOMER, "customer", () -> CUSTOMERS),
          ScopeField.reference("seller", SELLER, ValueType.USER, () -> USERS),
          ScopeField.reference("unit", UNIT, ValueType.ORG_UNIT, () -> null),
          ScopeField.references("helpers", HELPERS, ValueType.USER, () -> USERS),
          ScopeField.table("items", ITEMS, () -> ITEM),
          ScopeField.of("extra", 25, ValueKind.JSON));

  /** Users and units 0 to 4; unit 0 stands above 1 and 2, unit 3 above 4. */
  static UUID id(int number) {
    return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + number);
  }

  static int parent(int unit) {
    return unit == 1 || unit == 2 ? 0 : unit == 4 ? 3 : -1;
  }

  private Shop() {}

  static EvaluationContext context(ZoneId zone) {
    return new EvaluationContext(
        Instant.parse("2026-11-22T02:00:00.123456Z"),
        zone,
        id(1),
        id(0),
        Set.of("manager"),
        new Tree(),
        DiagnosticSink.NONE);
  }

  private static final class Tree implements OrgTree {
    @Override
    public Set<UUID> upwards(UUID unit) {
      for (int i = 0; i < 5; i++) {
        if (id(i).equals(unit) && parent(i) >= 0) {
          return Set.of(unit, id(parent(i)));
        }
      }
      return Set.of(unit);
    }

    @Override
    public Set<UUID> downwards(UUID unit) {
      return id(0).equals(unit)
          ? Set.of(unit, id(1), id(2))
          : id(3).equals(unit) ? Set.of(unit, id(4)) : Set.of(unit);
    }
  }
}
