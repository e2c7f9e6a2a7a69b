package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.engine.value.TableRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExpressionWriteTest {

  private static final String STORE =
      """
      {"key":"store","label":{"zh":"门店"},"title":"name","naturalKey":["code"],"fields":[
        {"key":"name","type":"text","label":{"zh":"名称"}},
        {"key":"code","type":"text","label":{"zh":"编码"}},
        {"key":"city","type":"text","label":{"zh":"城市"}}]}
      """;
  private static final String SALE =
      """
      {"key":"sale","label":{"zh":"销售"},"fields":[
        {"key":"soldOn","type":"date","label":{"zh":"日期"},"default":"today()"},
        {"key":"kind","type":"text","label":{"zh":"类别"},"default":"\\"person\\""},
        {"key":"taxId","type":"text","label":{"zh":"税号"},"visible":"kind == \\"company\\"","requiredWhen":"kind == \\"company\\""},
        {"key":"reason","type":"text","label":{"zh":"原因"},"required":true,"visible":"kind == \\"other\\""},
        {"key":"price","type":"decimal","label":{"zh":"单价"}},
        {"key":"quantity","type":"integer","label":{"zh":"数量"}},
        {"key":"amount","type":"formula","result":"decimal","label":{"zh":"金额"},"expression":"price * quantity"},
        {"key":"withTax","type":"formula","result":"decimal","label":{"zh":"含税"},"expression":"amount * 1.06"},
        {"key":"store","type":"reference","entity":"store","label":{"zh":"门店"}},
        {"key":"items","type":"table","label":{"zh":"明细"},"fields":[
          {"key":"name","type":"text","label":{"zh":"名称"},"required":true},
          {"key":"price","type":"decimal","label":{"zh":"单价"}},
          {"key":"quantity","type":"integer","label":{"zh":"数量"},"default":"1"},
          {"key":"store","type":"reference","entity":"store","label":{"zh":"门店"}},
          {"key":"sum","type":"formula","result":"decimal","label":{"zh":"小计"},"expression":"price * quantity"}]},
        {"key":"dueOn","type":"formula","result":"date","label":{"zh":"截止"},"expression":"addDays(dateOf(createdAt), 3)"},
        {"key":"total","type":"formula","result":"decimal","label":{"zh":"合计"},"expression":"sum(items, price * quantity)"}],
       "rules":[
        {"when":"quantity < 0","field":"quantity","message":{"zh":"数量不能为负","en":"not below zero"}},
        {"when":"store.city == \\"Nowhere\\"","field":"store","message":{"zh":"门店城市有误"}}]}
      """;

  private Desk desk;

  @BeforeEach
  void open() {
    desk = Desk.of(STORE, SALE);
  }

  @Test
  void fillsDefaultsUnlessTheWriterNamesTheField() {
    EntityRecord made = desk.create("sale", "{}");
    EntityRecord named = desk.create("sale", "{'soldOn':null,'kind':null}");

    assertThat(desk.value(made, "soldOn")).isEqualTo(LocalDate.of(2026, 3, 1));
    assertThat(desk.value(made, "kind")).isEqualTo("person");
    assertThat(desk.value(named, "soldOn")).isNull();
    assertThat(desk.value(named, "kind")).isNull();
  }

  @Test
  void storesFormulasInTheOrderOfTheirDependencies() {
    EntityRecord made = desk.create("sale", "{'price':10.5,'quantity':2}");

    assertThat(desk.value(made, "withTax")).isEqualTo(new BigDecimal("22.26"));
    EntityRecord changed = desk.patch(made, "{'quantity':3}");
    assertThat(desk.stored("sale", made.id(), "withTax")).isEqualTo("33.39");
    assertThat(desk.changes(changed.id()).get(1)).contains("33.39").contains("22.26");
    assertThat(desk.value(desk.patch(changed, "{'price':null}"), "amount")).isNull();
  }

  @Test
  void knowsInFormulasOfANewRecordWhenItWasMade() {
    EntityRecord made = desk.create("sale", "{}");

    assertThat(desk.stored("sale", made.id(), "dueOn")).isEqualTo("2026-03-04");
    assertThat(desk.changes(made.id()).get(0)).contains("2026-03-04");
  }

  @Test
  void demandsAFieldOnlyWhileItsRulesSayItIsShownAndNeeded() {
    assertThat(Desk.problems(() -> desk.create("sale", "{'kind':'company'}")))
        .containsExactly("record.required@/taxId");
    assertThat(Desk.problems(() -> desk.create("sale", "{'kind':'other'}")))
        .containsExactly("record.required@/reason");
    EntityRecord person = desk.create("sale", "{'kind':'person'}");
    assertThat(Desk.problems(() -> desk.patch(person, "{'kind':'company'}")))
        .containsExactly("record.required@/taxId");
    assertThat(desk.patch(person, "{'kind':'company','taxId':'9144'}").version()).isEqualTo(2);
  }

  @Asvs("2.2.3")
  @Test
  void refusesWhatARuleForbidsAtItsField() {
    EntityRecord store = desk.create("store", "{'name':'x','city':'Nowhere'}");

    assertThat(
            Desk.problems(
                () -> desk.create("sale", "{'quantity':-1,'store':'" + store.id() + "'}")))
        .containsExactly("record.rule@/quantity", "record.rule@/store");
  }

  @Test
  void keepsTheIdsOfRowsAndComputesTheirFormulas() {
    EntityRecord made =
        desk.create(
            "sale", "{'items':[{'name':'壳','price':5},{'name':'膜','price':3,'quantity':4}]}");
    assertThat(desk.stored("sale", made.id(), "total")).isEqualTo("17");
    List<?> rows = (List<?>) Objects.requireNonNull(desk.value(made, "items"));
    TableRow second = (TableRow) rows.get(1);

    EntityRecord changed =
        desk.patch(
            made, "{'items':[{'id':'" + second.id() + "','name':'膜','price':4,'quantity':4}]}");

    List<?> left = (List<?>) Objects.requireNonNull(desk.value(changed, "items"));
    assertThat(((TableRow) left.get(0)).id()).isEqualTo(second.id());
    assertThat(desk.stored("sale", made.id(), "total")).isEqualTo("16");
    assertThat(desk.stored("sale", made.id(), "items")).contains("16");
    assertThat(Desk.problems(() -> desk.patch(changed, "{'items':[{'price':1},{'nmae':'x'}]}")))
        .anyMatch(problem -> problem.endsWith("@/items/1/nmae"));
    assertThat(Desk.problems(() -> desk.patch(changed, "{'items':[{'price':1}]}")))
        .containsExactly("record.required@/items/0/name");
    assertThat(
            Desk.problems(
                () -> desk.patch(changed, "{'items':[{'name':'a','store':{'code':'none'}}]}")))
        .containsExactly("record.referenceNotFound@/items/0/store");
  }

  @Test
  void evaluatesABatchAsEachRecordAlone() {
    desk.create("store", "{'name':'x','code':'s','city':'Nowhere'}");
    List<Operation> operations =
        List.of(
            new Operation.Create(Desk.json("{'price':2,'quantity':2}")),
            new Operation.Create(Desk.json("{'quantity':-2}")),
            new Operation.Create(Desk.json("{'store':{'code':'s'}}")));

    assertThat(
            Desk.problems(
                () -> desk.records.batch(desk.clerk(), "sale", operations, WriteOptions.API)))
        .containsExactly(
            "record.rule@/operations/1/values/quantity", "record.rule@/operations/2/values/store");
  }

  private EntityRecord createAs(Access access, String values) {
    return desk.records.create(access, "sale", Desk.json(values), WriteOptions.API);
  }

  @Test
  void keepsWritersInsideTheirRows() {
    var mine = desk.clerk().reading("sale", "orgUnit == userOrgUnit()");
    EntityRecord made = createAs(mine, "{'price':1}");
    EntityRecord foreign =
        createAs(desk.otherClerk().reading("sale", "orgUnit == userOrgUnit()"), "{'price':1}");

    assertThat(
            Desk.problems(
                () ->
                    desk.records.patch(
                        mine, "sale", foreign.id(), 1, Desk.json("{'price':2}"), WriteOptions.API)))
        .containsExactly("notFound@");
    assertThat(Desk.problems(() -> createAs(mine, "{'orgUnit':'" + Desk.OTHER_STORE + "'}")))
        .containsExactly("record.outsideYourRights@");
    EntityRecord handedOver =
        desk.records.patch(
            mine,
            "sale",
            made.id(),
            1,
            Desk.json("{'orgUnit':'" + Desk.OTHER_STORE + "'}"),
            WriteOptions.API);
    assertThat(desk.value(handedOver, "orgUnit")).isEqualTo(Desk.OTHER_STORE);
    assertThat(
            Desk.problems(() -> desk.records.delete(mine, "sale", made.id(), 2, WriteOptions.API)))
        .containsExactly("notFound@");
  }

  @Test
  void pointsOnlyAtWhatTheWriterMayRead() {
    EntityRecord store = desk.create("store", "{'name':'x','code':'s','city':'杭州'}");
    var blind = desk.clerk().reading("store", "city == \"上海\"");

    assertThat(Desk.problems(() -> createAs(blind, "{'store':'" + store.id() + "'}")))
        .containsExactly("record.referenceNotFound@/store");
    assertThat(Desk.problems(() -> createAs(blind, "{'store':{'code':'s'}}")))
        .containsExactly("record.referenceNotFound@/store");
  }
}
