package dev.dougong.engine.expression;

import static dev.dougong.engine.value.ValueKind.BOOLEAN;
import static dev.dougong.engine.value.ValueKind.DATE;
import static dev.dougong.engine.value.ValueKind.DATE_TIME;
import static dev.dougong.engine.value.ValueKind.DECIMAL;
import static dev.dougong.engine.value.ValueKind.DURATION;
import static dev.dougong.engine.value.ValueKind.INTEGER;
import static dev.dougong.engine.value.ValueKind.JSON;
import static dev.dougong.engine.value.ValueKind.TEXT;
import static dev.dougong.engine.value.ValueKind.TEXT_LIST;
import static dev.dougong.engine.value.ValueKind.TIME;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The sample record of the manual: a sale in a phone shop. */
public final class SampleSale {

  public static final UUID USER = UUID.fromString("00000000-0000-7000-8000-000000000001");
  public static final UUID SHOP = UUID.fromString("00000000-0000-7000-8000-000000000011");
  public static final UUID REGION = UUID.fromString("00000000-0000-7000-8000-000000000012");
  public static final UUID CUSTOMER = UUID.fromString("00000000-0000-7000-8000-000000000021");

  static final MapScope STORE =
      new MapScope(ScopeField.of("name", 41, TEXT), ScopeField.of("city", 42, TEXT));

  static final MapScope CUSTOMERS =
      new MapScope(
          ScopeField.of("name", 31, TEXT),
          ScopeField.of("birthday", 32, DATE),
          ScopeField.reference("store", 33, "store", () -> STORE),
          ScopeField.of("points", 34, INTEGER));

  static final MapScope USERS = new MapScope(ScopeField.of("name", 51, TEXT));

  static final MapScope ITEM =
      new MapScope(
          ScopeField.of("product", 21, TEXT),
          ScopeField.of("price", 22, DECIMAL),
          ScopeField.of("quantity", 23, INTEGER));

  public static final MapScope SCOPE =
      new MapScope(
          ScopeField.of("title", 1, TEXT),
          ScopeField.of("phone", 2, TEXT),
          ScopeField.of("quantity", 3, INTEGER),
          ScopeField.of("price", 4, DECIMAL),
          ScopeField.of("discount", 5, DECIMAL),
          ScopeField.of("paid", 6, BOOLEAN),
          ScopeField.of("warrantyUntil", 7, DATE),
          ScopeField.of("soldAt", 8, DATE_TIME),
          ScopeField.of("pickUp", 9, TIME),
          ScopeField.of("tags", 10, TEXT_LIST),
          ScopeField.reference("seller", 11, ValueType.USER, () -> USERS),
          ScopeField.reference("shop", 12, ValueType.ORG_UNIT, () -> null),
          ScopeField.reference("customer", 13, "customer", () -> CUSTOMERS),
          ScopeField.table("items", 14, () -> ITEM),
          ScopeField.references("helpers", 15, ValueType.USER, () -> USERS),
          ScopeField.of("serviceTime", 16, DURATION),
          ScopeField.of("returnedOn", 17, DATE),
          ScopeField.of("attributes", 18, JSON),
          ScopeField.of("status", 19, TEXT));

  private SampleSale() {}

  public static MapRow row() {
    MapRow store = new MapRow().with(41, "南京路店").with(42, "上海");
    MapRow customer =
        new MapRow()
            .with(31, "王芳")
            .with(32, LocalDate.of(1990, 11, 20))
            .with(34, 1200L)
            .to(33, UUID.fromString("00000000-0000-7000-8000-000000000031"), store);
    return new MapRow()
        .with(1, "华为 Mate 80")
        .with(2, "13800138000")
        .with(3, 2L)
        .with(4, new BigDecimal("4299.00"))
        .with(6, true)
        .with(7, LocalDate.of(2027, 11, 20))
        .with(8, Instant.parse("2026-11-20T07:30:00Z"))
        .with(9, LocalTime.of(18, 0))
        .with(10, List.of("VIP", "老客户"))
        .to(11, USER, new MapRow().with(51, "李强"))
        .with(12, SHOP)
        .to(13, CUSTOMER, customer)
        .with(15, List.of(USER))
        .with(16, Duration.ofMinutes(45))
        .with(19, "paid")
        .holding(15, List.of(new MapRow().with(51, "李强")))
        .holding(
            14,
            List.of(
                new MapRow().with(21, "Mate 80").with(22, new BigDecimal("4299")).with(23, 1L),
                new MapRow().with(21, "耳机").with(22, new BigDecimal("300.00")).with(23, 2L)));
  }

  /** Sunday, 22 November 2026, 10:00 in Shanghai; the user works in the region above the shop. */
  public static EvaluationContext context(DiagnosticSink sink) {
    return new EvaluationContext(
        Instant.parse("2026-11-22T02:00:00Z"),
        ZoneId.of("Asia/Shanghai"),
        USER,
        REGION,
        Set.of("manager"),
        new OneShop(),
        sink);
  }

  private record OneShop() implements OrgTree {
    @Override
    public Set<UUID> upwards(UUID unit) {
      return unit.equals(SHOP) ? Set.of(SHOP, REGION) : Set.of(unit);
    }

    @Override
    public Set<UUID> downwards(UUID unit) {
      return unit.equals(REGION) ? Set.of(SHOP, REGION) : Set.of(unit);
    }
  }
}
