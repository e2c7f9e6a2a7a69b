package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.Records.WriteOptions;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeleteAndRestoreTest {

  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"}},
        {"key":"phone","type":"text","label":{"zh":"电话"},"unique":true}]}
      """;
  private static final String VISIT =
      """
      {"key":"visit","label":{"zh":"到店"},"fields":[
        {"key":"note","type":"text","label":{"zh":"备注"}},
        {"key":"customer","type":"reference","entity":"customer","onDelete":"cascade","label":{"zh":"客户"}}]}
      """;
  private static final String TASK =
      """
      {"key":"task","label":{"zh":"任务"},"fields":[
        {"key":"note","type":"text","label":{"zh":"备注"}},
        {"key":"visit","type":"reference","entity":"visit","onDelete":"clear","label":{"zh":"到店"}},
        {"key":"about","type":"multiReference","entity":"customer","onDelete":"clear","label":{"zh":"相关"}}]}
      """;
  private static final String SALE =
      """
      {"key":"sale","label":{"zh":"销售"},"fields":[
        {"key":"amount","type":"decimal","label":{"zh":"金额"}},
        {"key":"customer","type":"reference","entity":"customer","onDelete":"restrict","label":{"zh":"客户"}}]}
      """;

  private static Desk desk;

  @BeforeAll
  static void open() {
    desk = Desk.of(CUSTOMER, VISIT, TASK, SALE);
  }

  private static EntityRecord restore(EntityRecord record) {
    String entity = desk.metadata().entity(record.entity()).key();
    return desk.records.restore(desk.clerk(), entity, record.id(), WriteOptions.API);
  }

  @Test
  void takesAlongWhatCascadesAndBringsItBack() {
    EntityRecord customer = desk.create("customer", "{'name':'a'}");
    EntityRecord visit = desk.create("visit", "{'customer':'" + customer.id() + "'}");
    EntityRecord task =
        desk.create("task", "{'visit':'" + visit.id() + "','about':['" + customer.id() + "']}");

    desk.delete(customer);

    assertThat(desk.stored("task", task.id(), "visit")).isNull();
    assertThat(desk.stored("task", task.id(), "about")).isNull();
    assertThat(Desk.problems(() -> desk.patch(visit, "{'note':'x'}"))).containsExactly("notFound@");
    assertThat(desk.changes(visit.id()).get(1)).startsWith("3 2 - -");

    EntityRecord back = restore(customer);

    assertThat(back.version()).isEqualTo(3);
    assertThat(desk.stored("task", task.id(), "visit")).isEqualTo(visit.id().toString());
    assertThat(desk.stored("task", task.id(), "about")).contains(customer.id().toString());
    assertThat(desk.changes(visit.id()).get(2)).startsWith("4 3 - -");
    assertThat(desk.changes(task.id())).hasSize(3);
  }

  @Test
  void refusesWhileARestrictingRecordPointsAtIt() {
    EntityRecord customer = desk.create("customer", "{'name':'a'}");
    EntityRecord sale = desk.create("sale", "{'customer':'" + customer.id() + "'}");

    assertThat(Desk.problems(() -> desk.delete(customer))).containsExactly("record.inUse@");
    desk.delete(sale);
    desk.delete(customer);
    assertThat(Desk.problems(() -> restore(sale)))
        .containsExactly("record.referenceNotFound@/customer");
  }

  @Test
  void refusesToRestoreOverAUniqueValueThatIsTakenAgain() {
    EntityRecord first = desk.create("customer", "{'phone':'1'}");
    desk.delete(first);
    EntityRecord second = desk.create("customer", "{'phone':'1'}");

    assertThat(Desk.problems(() -> restore(first))).containsExactly("duplicate@/phone");
    desk.delete(second);
    assertThat(restore(first).id()).isEqualTo(first.id());
  }

  @Test
  void refusesAStaleVersionAndARecordThatIsNotInTheBin() {
    EntityRecord customer = desk.create("customer", "{'name':'a'}");
    desk.patch(customer, "{'name':'b'}");

    assertThat(Desk.problems(() -> desk.delete(customer))).containsExactly("staleVersion@");
    assertThat(Desk.problems(() -> restore(customer))).containsExactly("notFound@");
    assertThat(
            Desk.problems(
                () ->
                    desk.records.delete(
                        desk.clerk(), "customer", new UUID(1, 1), 1, WriteOptions.API)))
        .containsExactly("notFound@");
  }
}
