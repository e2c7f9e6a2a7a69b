package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.testkit.TestAccess;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CreateAndPatchTest {

  private static final String STORE =
      """
      {"key":"store","label":{"zh":"门店"},"title":"name","naturalKey":["code"],"fields":[
        {"key":"name","type":"text","label":{"zh":"名称"},"required":true},
        {"key":"code","type":"text","label":{"zh":"编码"}}]}
      """;
  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"},"required":true,"search":true},
        {"key":"phone","type":"text","label":{"zh":"电话"},"unique":true},
        {"key":"points","type":"integer","label":{"zh":"积分"}},
        {"key":"balance","type":"decimal","label":{"zh":"余额"},"indexed":true},
        {"key":"birthday","type":"date","label":{"zh":"生日"}},
        {"key":"store","type":"reference","entity":"store","label":{"zh":"门店"}}]}
      """;

  private static Desk desk;

  @BeforeAll
  static void open() {
    desk = Desk.of(STORE, CUSTOMER);
  }

  @Test
  void createsARecordWithItsFirstChange() {
    EntityRecord made =
        desk.create(
            "customer", "{'name':'王小明','points':3,'balance':12.50,'birthday':'2000-02-29'}");

    assertThat(made.version()).isEqualTo(1);
    assertThat(desk.value(made, "owner")).isEqualTo(Desk.CLERK);
    assertThat(desk.value(made, "orgUnit")).isEqualTo(Desk.STORE);
    assertThat(desk.value(made, "createdAt")).isEqualTo(Desk.NOON);
    assertThat(desk.value(made, "points")).isEqualTo(3L);
    assertThat(desk.value(made, "balance")).isEqualTo(new BigDecimal("12.5"));
    assertThat(desk.stored("customer", made.id(), "birthday")).isEqualTo("2000-02-29");
    assertThat(desk.changes(made.id())).singleElement().asString().startsWith("1 1 - {");
  }

  @Test
  void whatTheEngineWritesForNobodyHasNoOwner() {
    UUID engine = new UUID(0, 0);

    EntityRecord made =
        desk.records.create(
            TestAccess.of(desk.metadata(), engine, Desk.STORE, Desk.NOON),
            "customer",
            Desk.json("{'name':'公海客户'}"),
            WriteOptions.API);

    assertThat(desk.value(made, "owner")).isNull();
    assertThat(desk.value(made, "orgUnit")).isEqualTo(Desk.STORE);
  }

  @Test
  void changesOnlyWhatIsNamedAndLogsBeforeAndAfter() {
    EntityRecord made = desk.create("customer", "{'name':'李雷','points':1,'balance':5}");

    EntityRecord changed = desk.patch(made, "{'points':2,'balance':null}");

    String points = desk.field("customer", "points").column().text();
    String balance = desk.field("customer", "balance").column().text();
    assertThat(changed.version()).isEqualTo(2);
    assertThat(desk.value(changed, "name")).isEqualTo("李雷");
    assertThat(desk.value(changed, "balance")).isNull();
    assertThat(desk.stored("customer", made.id(), "points")).isEqualTo("2");
    assertThat(desk.stored("customer", made.id(), "balance")).isNull();
    assertThat(desk.changes(made.id()).get(1))
        .startsWith("2 2 {")
        .contains("\"" + points + "\": 1")
        .contains("\"" + points + "\": 2")
        .contains("\"" + balance + "\": 5");
  }

  @Test
  void leavesARecordAloneThatDoesNotChange() {
    EntityRecord made = desk.create("customer", "{'name':'韩梅梅','balance':5}");

    EntityRecord same = desk.patch(made, "{'balance':5.00}");

    assertThat(same.version()).isEqualTo(1);
    assertThat(desk.changes(made.id())).hasSize(1);
  }

  @Test
  void demandsRequiredFields() {
    assertThat(Desk.problems(() -> desk.create("customer", "{'points':1}")))
        .containsExactly("record.required@/name");
    EntityRecord made = desk.create("customer", "{'name':'a'}");
    assertThat(Desk.problems(() -> desk.patch(made, "{'name':null}")))
        .containsExactly("record.required@/name");
  }

  @Test
  void refusesAStaleVersionAndNamesTheOneThatHolds() {
    EntityRecord made = desk.create("customer", "{'name':'a'}");
    desk.patch(made, "{'points':1}");

    Problem problem = Desk.problem(() -> desk.patch(made, "{'points':2}"));

    assertThat(problem.code()).isEqualTo("staleVersion");
    assertThat(problem.arguments()).containsEntry("version", 2L);
  }

  @Test
  void whatTheEngineChangedInOtherFieldsMakesNoVersionStale() {
    EntityRecord made = desk.create("customer", "{'name':'a'}");
    TestAccess engine = TestAccess.of(desk.metadata(), new UUID(0, 0), Desk.STORE, Desk.NOON);
    var tagged =
        desk.records.patch(
            engine,
            "customer",
            made.id(),
            1,
            Desk.json("{'points':1}"),
            WriteOptions.ofDocument("segment"));

    assertThat(Desk.problem(() -> desk.patch(made, "{'points':2}")).code())
        .isEqualTo("staleVersion");
    assertThat(Desk.problem(() -> desk.patch(made, "{'points':null}")).code())
        .isEqualTo("staleVersion");
    EntityRecord renamed = desk.patch(made, "{'name':'b'}");
    assertThat(renamed.version()).isEqualTo(3);
    assertThat(desk.value(renamed, "points")).isEqualTo(1L);

    assertThat(Desk.problem(() -> desk.patch(made, "{'birthday':'2000-01-01'}")).code())
        .as("a person changed it, too")
        .isEqualTo("staleVersion");
    assertThat(Desk.problem(() -> desk.delete(made)).code()).isEqualTo("staleVersion");
    var again =
        desk.records.patch(
            engine,
            "customer",
            made.id(),
            3,
            Desk.json("{'points':3}"),
            WriteOptions.ofDocument("segment"));
    assertThat(List.of(tagged.version(), again.version())).containsExactly(2L, 4L);
    desk.delete(renamed);
  }

  @Test
  void linksTheRecordThatHasTheUniqueValueOnlyForThoseWhoMayReadIt() {
    EntityRecord first = desk.create("customer", "{'name':'a','phone':'13800000001'}");
    EntityRecord other = desk.create("customer", "{'name':'b','phone':'13800000002'}");

    Problem problem =
        Desk.problem(() -> desk.create("customer", "{'name':'c','phone':'13800000001'}"));
    assertThat(problem.code()).isEqualTo("duplicate");
    assertThat(problem.place()).isEqualTo("/phone");
    assertThat(problem.arguments()).containsEntry("link", first.id().toString());
    assertThat(Desk.problems(() -> desk.patch(other, "{'phone':'13800000001'}")))
        .containsExactly("duplicate@/phone");
  }

  @Test
  void pointsOnlyAtRecordsThatAreThere() {
    EntityRecord store = desk.create("store", "{'name':'一店','code':'s1'}");

    EntityRecord byId = desk.create("customer", "{'name':'a','store':'" + store.id() + "'}");
    EntityRecord byKey = desk.create("customer", "{'name':'b','store':{'code':'s1'}}");

    assertThat(desk.value(byId, "store")).isEqualTo(store.id());
    assertThat(desk.value(byKey, "store")).isEqualTo(store.id());
    assertThat(
            Desk.problems(
                () -> desk.create("customer", "{'name':'c','store':'" + new UUID(1, 1) + "'}")))
        .containsExactly("record.referenceNotFound@/store");
    assertThat(Desk.problems(() -> desk.create("customer", "{'name':'c','store':{'code':'no'}}")))
        .containsExactly("record.referenceNotFound@/store");
    assertThat(Desk.problems(() -> desk.create("customer", "{'name':'c','store':{'name':'一店'}}")))
        .containsExactly("record.referenceNotFound@/store");
  }

  @Test
  void findsNoRecordThatIsNotThere() {
    assertThat(
            Desk.problems(
                () ->
                    desk.records.patch(
                        desk.clerk(),
                        "customer",
                        new UUID(1, 1),
                        1,
                        Desk.json("{'points':1}"),
                        WriteOptions.API)))
        .isEqualTo(List.of("notFound@"));
  }
}
