package dev.dougong.bench.baseline;

import java.util.List;

/** The columns of the baseline's customer table, in the order of the answers. */
final class CustomerColumns {

  /**
   * A column.
   *
   * @param key name in JSON
   * @param name name in the table
   * @param type how it is read, bound and copied
   */
  record Column(String key, String name, Type type) {}

  /** Forms of values. */
  enum Type {
    TEXT("text"),
    DATE("date"),
    MOMENT("timestamptz"),
    NUMBER("numeric"),
    WHOLE("bigint"),
    TRUTH("boolean"),
    TEXTS("text[]"),
    STORE("uuid"),
    JSON("jsonb");

    private final String sql;

    Type(String sql) {
      this.sql = sql;
    }

    String sql() {
      return sql;
    }
  }

  /** What people write. */
  static final List<Column> ENTERED =
      List.of(
          new Column("name", "name", Type.TEXT),
          new Column("phone", "phone", Type.TEXT),
          new Column("gender", "gender", Type.TEXT),
          new Column("birthday", "birthday", Type.DATE),
          new Column("kind", "kind", Type.TEXT),
          new Column("company", "company", Type.TEXT),
          new Column("taxId", "tax_id", Type.TEXT),
          new Column("idNumber", "id_number", Type.TEXT),
          new Column("photo", "photo", Type.JSON),
          new Column("wechat", "wechat", Type.TEXT),
          new Column("email", "email", Type.TEXT),
          new Column("region", "region", Type.TEXT),
          new Column("city", "city", Type.TEXT),
          new Column("address", "address", Type.TEXT),
          new Column("store", "store", Type.STORE),
          new Column("source", "source", Type.TEXT),
          new Column("referrer", "referrer", Type.TEXT),
          new Column("family", "family", Type.JSON),
          new Column("currentPhone", "current_phone", Type.TEXT),
          new Column("phoneBoughtOn", "phone_bought_on", Type.DATE),
          new Column("lastVisit", "last_visit", Type.DATE),
          new Column("preferredContact", "preferred_contact", Type.TEXT),
          new Column("preferredTime", "preferred_time", Type.TEXT),
          new Column("acceptsMessages", "accepts_messages", Type.TRUTH),
          new Column("notes", "notes", Type.TEXT),
          new Column("tags", "tags", Type.TEXTS),
          new Column("brandPreference", "brand_preference", Type.TEXT),
          new Column("interests", "interests", Type.TEXTS),
          new Column("occupation", "occupation", Type.TEXT),
          new Column("budgetMin", "budget_min", Type.NUMBER),
          new Column("budgetMax", "budget_max", Type.NUMBER),
          new Column("replacementCycle", "replacement_cycle", Type.WHOLE),
          new Column("operator", "operator", Type.TEXT),
          new Column("homeOperator", "home_operator", Type.TEXT),
          new Column("secondSlot", "second_slot", Type.TEXT));

  /** What the server keeps up to date itself. */
  static final List<Column> KEPT =
      List.of(
          new Column("totalSpent", "total_spent", Type.NUMBER),
          new Column("purchaseCount", "purchase_count", Type.WHOLE),
          new Column("firstPurchasedAt", "first_purchased_at", Type.MOMENT),
          new Column("lastPurchasedAt", "last_purchased_at", Type.MOMENT),
          new Column("lastFollowedAt", "last_followed_at", Type.MOMENT),
          new Column("openRepairs", "open_repairs", Type.WHOLE),
          new Column("repairCount", "repair_count", Type.WHOLE),
          new Column("averageRating", "average_rating", Type.NUMBER),
          new Column("warrantyUntil", "warranty_until", Type.DATE),
          new Column("level", "level", Type.TEXT),
          new Column("replacementDueOn", "replacement_due_on", Type.DATE),
          new Column("averageOrder", "average_order", Type.NUMBER));

  private CustomerColumns() {}
}
