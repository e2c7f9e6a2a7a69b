package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.Upserted;
import dev.dougong.engine.record.Records.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchTest {

  private static final String STORE =
      """
      {"key":"store","label":{"zh":"门店"},"naturalKey":["code"],"fields":[
        {"key":"code","type":"text","label":{"zh":"编码"}}]}
      """;
  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"},"required":true,"search":true},
        {"key":"phone","type":"text","label":{"zh":"电话"},"unique":true},
        {"key":"notes","type":"longText","label":{"zh":"备注"}},
        {"key":"points","type":"integer","label":{"zh":"积分"}},
        {"key":"balance","type":"decimal","label":{"zh":"余额"},"indexed":true},
        {"key":"birthday","type":"date","label":{"zh":"生日"},"indexed":true},
        {"key":"seen","type":"dateTime","label":{"zh":"到店"},"indexed":true},
        {"key":"stay","type":"duration","label":{"zh":"时长"},"indexed":true},
        {"key":"tags","type":"multiChoice","label":{"zh":"标签"},"indexed":true,
          "options":[{"value":"a","label":{"zh":"甲"}},{"value":"b","label":{"zh":"乙"}}]},
        {"key":"store","type":"reference","entity":"store","label":{"zh":"门店"}}]}
      """;

  private Desk desk;

  @BeforeEach
  void open() {
    desk = Desk.of(STORE, CUSTOMER);
  }

  private List<EntityRecord> batch(List<Operation> operations) {
    return desk.records.batch(desk.clerk(), "customer", operations, WriteOptions.API);
  }

  @Test
  void storesThousandsOfRowsAsIfEachHadComeAlone() {
    desk.create("store", "{'code':'s1'}");
    String values =
        "{'name':'王','phone':'%s','points':7,'balance':1.25,'birthday':'2000-02-29',"
            + "'seen':'2026-01-02T03:04:05.123456Z','stay':'PT90S','tags':['b','a'],"
            + "'store':{'code':'s1'}}";
    EntityRecord alone = desk.create("customer", values.formatted("single"));
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      operations.add(new Operation.Create(Desk.json(values.formatted("p" + i))));
    }

    List<EntityRecord> made = batch(operations);

    assertThat(made).hasSize(2_500);
    assertThat(desk.live("customer")).isEqualTo(2_501);
    EntityRecord one = made.get(1_700);
    for (String key : List.of("points", "balance", "birthday", "seen", "stay", "tags", "store")) {
      assertThat(desk.stored("customer", one.id(), key))
          .isEqualTo(desk.stored("customer", alone.id(), key));
      assertThat(desk.value(one, key)).isEqualTo(desk.value(alone, key));
    }
    assertThat(desk.changes(one.id())).hasSize(1);
    assertThat(desk.patch(one, "{'points':8}").version()).isEqualTo(2);
  }

  @Test
  void keepsEveryCharacterOfManyNewRecords() {
    List<String> awkward =
        List.of("a\\b", "\\N", "\\.", "\"q\"", "{x,\"y\"}", "李\uD83D\uDE00" + "伟", "𠮷", "null");
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      String text = awkward.get(i % awkward.size()) + "x".repeat(i % 17);
      operations.add(
          new Operation.Create(
              Desk.json("{}")
                  .put("name", text)
                  .put("phone", text + i)
                  .put("notes", text + "\t1\n2")));
    }

    List<EntityRecord> made = batch(operations);

    for (int i = 0; i < made.size(); i += 7) {
      EntityRecord one = made.get(i);
      String text = awkward.get(i % awkward.size()) + "x".repeat(i % 17);
      assertThat(desk.value(one, "name")).isEqualTo(text);
      assertThat(desk.stored("customer", one.id(), "name")).isEqualTo(text);
      assertThat(desk.stored("customer", one.id(), "phone")).isEqualTo(text + i);
      assertThat(desk.stored("customer", one.id(), "notes")).isEqualTo(text + "\t1\n2");
      assertThat(desk.changes(one.id())).hasSize(1);
    }
  }

  @Test
  void storesNoneOfManyNewRecordsWhereOneIsADuplicate() {
    desk.create("customer", "{'name':'a','phone':'77'}");
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      operations.add(new Operation.Create(Desk.json("{'name':'b','phone':'" + i + "'}")));
    }

    assertThat(Desk.problems(() -> batch(operations)))
        .containsExactly("duplicate@/operations/77/values/phone");
    assertThat(desk.live("customer")).isEqualTo(1);
  }

  @Test
  void mixesOperationsAndKeepsTheirOrder() {
    EntityRecord a = desk.create("customer", "{'name':'a','balance':1}");
    EntityRecord b = desk.create("customer", "{'name':'b','balance':2}");
    EntityRecord c = desk.create("customer", "{'name':'c'}");

    List<EntityRecord> done =
        batch(
            List.of(
                new Operation.Patch(a.id(), 1L, Desk.json("{'points':5}")),
                new Operation.Create(Desk.json("{'name':'d'}")),
                new Operation.Delete(c.id(), null),
                new Operation.Patch(b.id(), null, Desk.json("{'balance':null,'tags':['a']}"))));

    assertThat(done.get(0).id()).isEqualTo(a.id());
    assertThat(desk.stored("customer", a.id(), "points")).isEqualTo("5");
    assertThat(desk.stored("customer", a.id(), "balance")).isEqualTo("1");
    assertThat(desk.stored("customer", b.id(), "balance")).isNull();
    assertThat(desk.stored("customer", b.id(), "tags")).contains("a");
    assertThat(desk.live("customer")).isEqualTo(3);
  }

  @Test
  void changesNothingWhereOneOperationIsWrongAndTellsThePlaceOfEach() {
    EntityRecord a = desk.create("customer", "{'name':'a','phone':'1'}");

    assertThat(
            Desk.problems(
                () ->
                    batch(
                        List.of(
                            new Operation.Create(Desk.json("{'name':'b'}")),
                            new Operation.Create(Desk.json("{'points':'x'}")),
                            new Operation.Patch(a.id(), 1L, Desk.json("{'name':null}"))))))
        .containsExactly(
            "value.wrongType@/operations/1/values/points",
            "record.required@/operations/1/values/name",
            "record.required@/operations/2/values/name");
    assertThat(
            Desk.problems(
                () ->
                    batch(
                        List.of(
                            new Operation.Create(Desk.json("{'points':1}")),
                            new Operation.Patch(a.id(), 1L, Desk.json("{'name':null}"))))))
        .containsExactly(
            "record.required@/operations/0/values/name",
            "record.required@/operations/1/values/name");
    assertThat(
            Desk.problems(
                () ->
                    batch(
                        List.of(
                            new Operation.Create(Desk.json("{'name':'b','phone':'2'}")),
                            new Operation.Create(Desk.json("{'name':'c','phone':'1'}")),
                            new Operation.Create(Desk.json("{'name':'d','phone':'2'}"))))))
        .containsExactlyInAnyOrder(
            "duplicate@/operations/1/values/phone", "duplicate@/operations/2/values/phone");
    assertThat(
            Desk.problems(
                () -> batch(List.of(new Operation.Patch(a.id(), 9L, Desk.json("{'points':1}"))))))
        .containsExactly("staleVersion@/operations/0");
    assertThat(desk.live("customer")).isEqualTo(1);
  }

  @Test
  void refusesMoreOperationsThanItTakes() {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < 10_001; i++) {
      operations.add(new Operation.Create(Desk.json("{'name':'b'}")));
    }
    assertThat(Desk.problems(() -> batch(operations)))
        .containsExactly("record.tooManyOperations@/operations");
  }

  @Test
  void makesOrChangesByANaturalKey() {
    desk.create("customer", "{'name':'a','phone':'1','points':1}");
    List<ObjectNode> records =
        List.of(Desk.json("{'name':'a2','phone':'1'}"), Desk.json("{'name':'b','phone':'2'}"));

    List<Upserted> done =
        desk.records.upsert(desk.clerk(), "customer", List.of("phone"), records, WriteOptions.API);

    assertThat(done).extracting(Upserted::isCreated).containsExactly(false, true);
    assertThat(desk.value(done.get(0).record(), "points")).isEqualTo(1L);
    assertThat(desk.live("customer")).isEqualTo(2);
    List<Upserted> again =
        desk.records.upsert(desk.clerk(), "customer", List.of("phone"), records, WriteOptions.API);
    assertThat(again).allMatch(one -> !one.isCreated());
    assertThat(again.get(0).record().version()).isEqualTo(2);
  }

  @Test
  void refusesAKeyThatIsNotUniqueOrMissing() {
    assertThat(
            Desk.problems(
                () ->
                    desk.records.upsert(
                        desk.clerk(),
                        "customer",
                        List.of("name"),
                        List.of(Desk.json("{'name':'a'}")),
                        WriteOptions.API)))
        .containsExactly("record.noNaturalKey@/key");
    assertThat(
            Desk.problems(
                () ->
                    desk.records.upsert(
                        desk.clerk(),
                        "customer",
                        List.of("phone"),
                        List.of(
                            Desk.json("{'name':'a'}"),
                            Desk.json("{'name':'a','phone':'1'}"),
                            Desk.json("{'name':'b','phone':'1'}")),
                        WriteOptions.API)))
        .containsExactly("record.keyMissing@/records/0/phone", "record.repeatedInBatch@/records/2");
  }

  @Test
  void writesOnceForOneIdempotencyKey() {
    WriteOptions once = new WriteOptions("k1", "api");
    EntityRecord first =
        desk.records.create(desk.clerk(), "customer", Desk.json("{'name':'a'}"), once);
    EntityRecord again =
        desk.records.create(desk.clerk(), "customer", Desk.json("{'name':'a'}"), once);

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(desk.live("customer")).isEqualTo(1);
    assertThat(
            Desk.problems(
                () ->
                    desk.records.create(desk.clerk(), "customer", Desk.json("{'name':'b'}"), once)))
        .containsExactly("record.keyReused@");
    EntityRecord others =
        desk.records.create(desk.otherClerk(), "customer", Desk.json("{'name':'a'}"), once);
    assertThat(others.id()).isNotEqualTo(first.id());
  }
}
