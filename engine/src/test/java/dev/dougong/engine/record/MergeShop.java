package dev.dougong.engine.record;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.record.RecordMerges.Choice;
import dev.dougong.engine.record.RecordMerges.Merged;
import dev.dougong.engine.record.RecordMerges.Other;
import dev.dougong.engine.record.RecordMerges.Parted;
import dev.dougong.engine.record.RecordMerges.Wish;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Customers, and all that may point at them. */
final class MergeShop {

  static final String STORE =
      """
      {"key":"store","label":{"zh":"门店"},"fields":[
        {"key":"name","type":"text","label":{"zh":"名称"}},
        {"key":"customers","type":"rollup","label":{"zh":"客户数"},"entity":"customer","via":"store","aggregate":"count"},
        {"key":"total","type":"rollup","label":{"zh":"合计"},"entity":"customer","via":"store","aggregate":"sum","of":"spent"}]}
      """;
  static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"},"required":true,"search":true},
        {"key":"phone","type":"text","label":{"zh":"电话"},"unique":true},
        {"key":"note","type":"longText","label":{"zh":"备注"}},
        {"key":"birthday","type":"date","label":{"zh":"生日"}},
        {"key":"tags","type":"tags","label":{"zh":"标签"}},
        {"key":"store","type":"reference","entity":"store","label":{"zh":"门店"}},
        {"key":"referrer","type":"reference","entity":"customer","onDelete":"clear","label":{"zh":"推荐人"}},
        {"key":"family","type":"table","label":{"zh":"家人"},"fields":[
          {"key":"call","type":"text","label":{"zh":"称呼"}},
          {"key":"who","type":"reference","entity":"customer","onDelete":"clear","label":{"zh":"客户"}}]},
        {"key":"sales","type":"rollup","label":{"zh":"次数"},"entity":"sale","via":"customer","aggregate":"count"},
        {"key":"spent","type":"rollup","label":{"zh":"消费"},"entity":"sale","via":"customer","aggregate":"sum","of":"amount"},
        {"key":"mean","type":"rollup","label":{"zh":"客单"},"entity":"sale","via":"customer","aggregate":"average","of":"amount"},
        {"key":"largest","type":"rollup","label":{"zh":"最大"},"entity":"sale","via":"customer","aggregate":"max","of":"amount"},
        {"key":"level","type":"formula","result":"text","label":{"zh":"级别"},"indexed":true,"expression":"spent >= 100 ? \\"gold\\" : \\"normal\\""}]}
      """;
  static final String SALE =
      """
      {"key":"sale","label":{"zh":"销售"},"fields":[
        {"key":"amount","type":"decimal","label":{"zh":"金额"}},
        {"key":"customer","type":"reference","entity":"customer","onDelete":"restrict","label":{"zh":"客户"}},
        {"key":"payer","type":"reference","entity":"customer","onDelete":"clear","label":{"zh":"付款人"}}]}
      """;
  static final String VISIT =
      """
      {"key":"visit","label":{"zh":"到店"},"fields":[
        {"key":"note","type":"text","label":{"zh":"备注"}},
        {"key":"customer","type":"reference","entity":"customer","onDelete":"cascade","label":{"zh":"客户"}},
        {"key":"about","type":"multiReference","entity":"customer","onDelete":"clear","label":{"zh":"相关"}}]}
      """;
  static final String CARD =
      """
      {"key":"card","label":{"zh":"会员卡"},"naturalKey":["customer","kind"],"fields":[
        {"key":"kind","type":"text","label":{"zh":"种类"},"maxLength":20},
        {"key":"customer","type":"reference","entity":"customer","onDelete":"cascade","label":{"zh":"客户"}}]}
      """;
  static final List<String> ENTITIES = List.of("store", "customer", "sale", "visit", "card");

  final Desk desk = Desk.of(STORE, CUSTOMER, SALE, VISIT, CARD);
  final EntityRecord store = desk.create("store", "{'name':'s'}");
  final EntityRecord stays = customer("{'name':'王芳','phone':'1','tags':['a','b'],'store':'%s'}");
  final EntityRecord goes =
      customer(
          "{'name':'王 芳','phone':'2','note':'vip','birthday':'1990-05-01','tags':['b','c'],"
              + "'store':'%s','family':[{'call':'x'}]}");

  EntityRecord customer(String values) {
    return desk.create("customer", values.formatted(store.id()));
  }

  EntityRecord now(EntityRecord record) {
    return new EntityRecord(
        record.entity(),
        Map.of(
            1,
            record.id(),
            2,
            Objects.requireNonNull(
                desk.jdbc()
                    .queryOne(
                        Sql.of("select version from ")
                            .add(
                                desk.metadata().workspace().schema(),
                                desk.metadata().entity("customer").table())
                            .add(" where id = ")
                            .bind(SqlType.UUID, record.id()),
                        row -> row.getLong(1)))));
  }

  Merged merge(EntityRecord survivor, Map<String, Choice> choices, EntityRecord... others) {
    return merge(desk.clerk(), survivor, choices, others);
  }

  Merged merge(
      Access access, EntityRecord survivor, Map<String, Choice> choices, EntityRecord... others) {
    List<Other> into = new ArrayList<>();
    for (EntityRecord other : others) {
      into.add(new Other(other.id(), other.version()));
    }
    return desk.merges.merge(
        access, "customer", survivor.id(), survivor.version(), new Wish(into, choices));
  }

  Parted undo(Merged merged) {
    return desk.merges.undo(desk.clerk(), "customer", merged.merge());
  }

  /** All rows of all entities without what every write moves. */
  Map<String, String> everything() {
    Map<String, String> all = new TreeMap<>();
    for (String key : ENTITIES) {
      Entity entity = desk.metadata().entity(key);
      desk.jdbc()
          .query(
              Sql.of("select id, (to_jsonb(r) - '{version,updated_at,updated_by}'::text[])::text")
                  .add(" from ")
                  .add(desk.metadata().workspace().schema(), entity.table())
                  .add(" r"),
              row -> all.put(key + " " + row.getString(1), row.getString(2)));
    }
    return all;
  }

  @Nullable String at(String entity, EntityRecord record, String key) {
    return desk.stored(entity, record.id(), key);
  }

  EntityRecord sale(String amount, EntityRecord customer) {
    return desk.create(
        "sale",
        "{'amount':%s,'customer':'%s','payer':'%s'}"
            .formatted(amount, customer.id(), customer.id()));
  }

  /** The sum of a field over all live records of an entity that have a customer, or are one. */
  String sum(String entity, String key) {
    Sql sql =
        Sql.of("select coalesce(sum((coalesce(to_jsonb(r)->>")
            .quoted(desk.field(entity, key).column())
            .add(", r.data->>")
            .quoted(desk.field(entity, key).column())
            .add("))::numeric), 0)::text from ")
            .add(desk.metadata().workspace().schema(), desk.metadata().entity(entity).table())
            .add(" r where deleted_at is null");
    return Objects.requireNonNull(desk.jdbc().queryOne(sql, row -> row.getString(1)));
  }
}
