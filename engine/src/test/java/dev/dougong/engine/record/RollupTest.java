package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollupTest {

  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"}},
        {"key":"store","type":"reference","entity":"store","label":{"zh":"门店"}},
        {"key":"sales","type":"rollup","label":{"zh":"次数"},"entity":"sale","via":"customer","aggregate":"count"},
        {"key":"spent","type":"rollup","label":{"zh":"消费"},"entity":"sale","via":"customer","aggregate":"sum","of":"amount"},
        {"key":"mean","type":"rollup","label":{"zh":"客单"},"entity":"sale","via":"customer","aggregate":"average","of":"amount"},
        {"key":"least","type":"rollup","label":{"zh":"最小"},"entity":"sale","via":"customer","aggregate":"min","of":"amount"},
        {"key":"lastSale","type":"rollup","label":{"zh":"最近"},"entity":"sale","via":"customer","aggregate":"max","of":"soldOn"}]}
      """;
  private static final String STORE =
      """
      {"key":"store","label":{"zh":"门店"},"fields":[
        {"key":"name","type":"text","label":{"zh":"名称"}},
        {"key":"total","type":"rollup","label":{"zh":"合计"},"entity":"customer","via":"store","aggregate":"sum","of":"spent"}]}
      """;
  private static final String SALE =
      """
      {"key":"sale","label":{"zh":"销售"},"fields":[
        {"key":"amount","type":"decimal","label":{"zh":"金额"}},
        {"key":"soldOn","type":"date","label":{"zh":"日期"}},
        {"key":"customer","type":"reference","entity":"customer","onDelete":"cascade","label":{"zh":"客户"}}]}
      """;

  private Desk desk;
  private EntityRecord store;
  private EntityRecord customer;

  @BeforeEach
  void open() {
    desk = Desk.of(CUSTOMER, STORE, SALE);
    store = desk.create("store", "{'name':'s'}");
    customer = desk.create("customer", "{'name':'a','store':'" + store.id() + "'}");
  }

  private EntityRecord sale(String amount, String day) {
    return desk.create(
        "sale",
        "{'amount':%s,'soldOn':'%s','customer':'%s'}".formatted(amount, day, customer.id()));
  }

  private String rollups() {
    return String.join(
        " ",
        List.of(
            show("customer", customer, "sales"),
            show("customer", customer, "spent"),
            show("customer", customer, "mean"),
            show("customer", customer, "least"),
            show("customer", customer, "lastSale"),
            show("store", store, "total")));
  }

  private String show(String entity, EntityRecord record, String key) {
    String text = desk.stored(entity, record.id(), key);
    return text == null ? "-" : text;
  }

  @Test
  void beginsAtZeroAndFollowsEveryChangeOfAChild() {
    assertThat(rollups()).isEqualTo("0 0 - - - 0");
    EntityRecord first = sale("10.50", "2026-01-05");
    EntityRecord second = sale("20", "2026-02-01");
    sale("4.5", "2025-12-31");
    assertThat(rollups()).isEqualTo("3 35 11.666666666667 4.5 2026-02-01 35");

    desk.patch(first, "{'amount':1}");
    assertThat(rollups()).isEqualTo("3 25.5 8.5 1 2026-02-01 25.5");

    desk.delete(second);
    assertThat(rollups())
        .isEqualTo("2 5.5 2.75 1 2025-12-31 5.5".replace("2025-12-31", "2026-01-05"));

    desk.records.restore(desk.clerk(), "sale", second.id(), WriteOptions.API);
    assertThat(rollups()).isEqualTo("3 25.5 8.5 1 2026-02-01 25.5");
  }

  @Test
  void movesAChildFromOneParentToAnother() {
    EntityRecord other = desk.create("customer", "{'name':'b'}");
    EntityRecord sale = sale("7", "2026-01-05");

    desk.patch(sale, "{'customer':'" + other.id() + "'}");

    assertThat(rollups()).isEqualTo("0 0 - - - 0");
    assertThat(desk.stored("customer", other.id(), "spent")).isEqualTo("7");
  }

  @Test
  void logsDerivedChangesAndRaisesNoVersion() {
    sale("7", "2026-01-05");

    List<String> changes = desk.changes(customer.id());
    assertThat(changes).hasSize(2);
    assertThat(changes.get(1)).startsWith("5 1 {");
    assertThat(desk.patch(customer, "{'name':'c'}").version()).isEqualTo(2);
    assertThat(rollups()).isEqualTo("1 7 7 7 2026-01-05 7");
  }

  @Test
  void followsABatchSetWise() {
    String values = "{'amount':2,'soldOn':'2026-01-01','customer':'" + customer.id() + "'}";

    desk.records.batch(
        desk.clerk(),
        "sale",
        java.util.Collections.nCopies(1_500, new Operation.Create(Desk.json(values))),
        WriteOptions.API);

    assertThat(rollups()).isEqualTo("1500 3000 2 2 2026-01-01 3000");
    assertThat(desk.changes(customer.id())).hasSize(2);
  }

  @Test
  void staysRightWhenTheParentGoesAndComesBack() {
    sale("7", "2026-01-05");
    EntityRecord now = desk.patch(customer, "{'name':'x'}");

    desk.delete(now);
    assertThat(show("store", store, "total")).isEqualTo("0");
    desk.records.restore(desk.clerk(), "customer", customer.id(), WriteOptions.API);

    assertThat(rollups()).isEqualTo("1 7 7 7 2026-01-05 7");
  }
}
