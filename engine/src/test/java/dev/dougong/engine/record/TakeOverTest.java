package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.record.internal.write.WriteParts;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.testkit.StatementCount;
import dev.dougong.engine.value.TableRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Defaults that are taken over from what references lead to. */
class TakeOverTest {

  private static final String CUSTOMER =
      """
      {"key":"customer","title":"name","fields":[{"key":"name","type":"text","required":true}]}
      """;

  private static final String LEAD =
      """
      {"key":"lead","naturalKey":["code"],"fields":[
        {"key":"code","type":"text","unique":true,"required":true},
        {"key":"customer","type":"reference","entity":"customer"}]}
      """;

  private static final String PRODUCT =
      """
      {"key":"product","fields":[
        {"key":"name","type":"text"},
        {"key":"price","type":"money"}]}
      """;

  private static final String SALE =
      """
      {"key":"sale","fields":[
        {"key":"lead","type":"reference","entity":"lead"},
        {"key":"customer","type":"reference","entity":"customer","default":"lead.customer"},
        {"key":"items","type":"table","fields":[
          {"key":"product","type":"reference","entity":"product"},
          {"key":"quantity","type":"integer","default":"1"},
          {"key":"price","type":"money","required":true,"default":"product.price"},
          {"key":"amount","type":"formula","result":"money","expression":"quantity * price"}]},
        {"key":"total","type":"formula","result":"money","expression":"sum(items, amount)"}]}
      """;

  private Desk desk;
  private EntityRecord customer;
  private EntityRecord lead;
  private EntityRecord phone;

  @BeforeEach
  void open() {
    desk = Desk.of(CUSTOMER, LEAD, PRODUCT, SALE);
    customer = desk.create("customer", "{'name':'王芳'}");
    lead = desk.create("lead", "{'code':'L1','customer':'%s'}".formatted(customer.id()));
    phone = desk.create("product", "{'name':'手机','price':4999}");
  }

  private TableRow row(EntityRecord sale, int at) {
    var rows = (List<?>) Objects.requireNonNull(desk.value(sale, "items"));
    return (TableRow) rows.get(at);
  }

  private @Nullable Object inRow(EntityRecord sale, int at, String key) {
    for (var field : desk.field("sale", "items").rowFields()) {
      if (field.key().equals(key)) {
        return row(sale, at).value(field.id());
      }
    }
    throw new IllegalArgumentException(key);
  }

  @Test
  void aSaleHasTheCustomerOfItsLead() {
    EntityRecord sale = desk.create("sale", "{'lead':'%s'}".formatted(lead.id()));
    assertThat(desk.value(sale, "customer")).isEqualTo(customer.id());
  }

  @Test
  void aLeadThatIsNamedByItsKeyServesTheSame() {
    EntityRecord sale = desk.create("sale", "{'lead':{'code':'L1'}}");
    assertThat(desk.value(sale, "customer")).isEqualTo(customer.id());
  }

  @Test
  void whatIsNamedStaysWereItEmpty() {
    EntityRecord other = desk.create("customer", "{'name':'李雷'}");
    EntityRecord sale =
        desk.create("sale", "{'lead':'%s','customer':'%s'}".formatted(lead.id(), other.id()));
    assertThat(desk.value(sale, "customer")).isEqualTo(other.id());
    EntityRecord none = desk.create("sale", "{'lead':'%s','customer':null}".formatted(lead.id()));
    assertThat(desk.value(none, "customer")).isNull();
  }

  @Test
  void aChangeTakesNothingOver() {
    EntityRecord sale = desk.create("sale", "{}");
    EntityRecord changed = desk.patch(sale, "{'lead':'%s'}".formatted(lead.id()));
    assertThat(desk.value(changed, "customer")).isNull();
  }

  @Test
  void aLineHasThePriceOfItsProductAndFormulasFollow() {
    EntityRecord sale =
        desk.create(
            "sale",
            "{'items':[{'product':'%s','quantity':2},{'product':'%s','price':100}]}"
                .formatted(phone.id(), phone.id()));
    assertThat(inRow(sale, 0, "price")).isEqualTo(new BigDecimal("4999"));
    assertThat(inRow(sale, 1, "price")).isEqualTo(new BigDecimal("100"));
    assertThat(inRow(sale, 1, "quantity")).isEqualTo(1L);
    assertThat(desk.value(sale, "total")).isEqualTo(new BigDecimal("10098"));
  }

  @Test
  void aRowThatWasThereIsLeftAloneAndANewOneIsFilled() {
    EntityRecord sale =
        desk.create("sale", "{'items':[{'product':'%s','price':1}]}".formatted(phone.id()));
    EntityRecord changed =
        desk.patch(
            sale,
            "{'items':[{'id':'%s','product':'%s','price':2},{'product':'%s'}]}"
                .formatted(row(sale, 0).id(), phone.id(), phone.id()));
    assertThat(inRow(changed, 0, "price")).isEqualTo(new BigDecimal("2"));
    assertThat(inRow(changed, 1, "price")).isEqualTo(new BigDecimal("4999"));
  }

  @Test
  void whatTheWriterMayNotReadIsNotTakenOver() {
    EntityRecord sale =
        desk.records.create(
            desk.clerk().reading("customer", "false"),
            "sale",
            Desk.json("{'lead':'%s'}".formatted(lead.id())),
            WriteOptions.API);
    assertThat(desk.value(sale, "lead")).isEqualTo(lead.id());
    assertThat(desk.value(sale, "customer")).isNull();
  }

  @Test
  void manyRowsAskOnceForWhatTheyTakeOver() {
    String few = rows(2);
    String many = rows(40);
    int forFew = statements(few);
    assertThat(statements(many)).isEqualTo(forFew);
  }

  private String rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(at -> desk.create("product", "{'name':'%d','price':%d}".formatted(at, at)).id())
        .map("{'product':'%s'}"::formatted)
        .collect(Collectors.joining(",", "{'items':[", "]}"));
  }

  private int statements(String values) {
    var count = new StatementCount(desk.meta.database().dataSource());
    var parts = desk.parts;
    var records =
        new JdbcRecords(
            new WriteParts(
                new Jdbc(count.source()),
                parts.transactions(),
                parts.types(),
                parts.evaluator(),
                parts.terms(),
                parts.ids(),
                parts.directory(),
                parts.listener(),
                parts.forms(),
                parts.attached(),
                parts.room()));
    return count.of(
        () -> records.create(desk.clerk(), "sale", Desk.json(values), WriteOptions.API));
  }
}
