package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.record.RecordMerges.Choice;
import dev.dougong.engine.record.RecordMerges.Merged;
import dev.dougong.engine.record.RecordMerges.Pointing;
import dev.dougong.engine.record.RecordMerges.Preview;
import dev.dougong.engine.record.RecordMerges.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MergeTest {

  private MergeShop shop;
  private Desk desk;
  private EntityRecord stays;
  private EntityRecord goes;

  @BeforeEach
  void open() {
    shop = new MergeShop();
    desk = shop.desk;
    stays = shop.stays;
    goes = shop.goes;
  }

  @Test
  void takesTheSurvivorsValuesThenTheFirstOthersAndUnitesLists() {
    Merged merged = shop.merge(stays, Map.of(), goes);

    EntityRecord record = merged.record();
    assertThat(record.version()).isEqualTo(2);
    assertThat(desk.value(record, "name")).isEqualTo("王芳");
    assertThat(desk.value(record, "phone")).isEqualTo("1");
    assertThat(desk.value(record, "note")).isEqualTo("vip");
    assertThat(shop.at("customer", stays, "birthday")).isEqualTo("1990-05-01");
    assertThat(desk.value(record, "tags")).isEqualTo(List.of("a", "b", "c"));
    assertThat((List<?>) desk.value(record, "family")).hasSize(1);
    assertThat(shop.at("store", shop.store, "customers")).isEqualTo("1");
    assertThat(Desk.problems(() -> desk.patch(goes, "{'note':'x'}"))).containsExactly("notFound@");
  }

  @Test
  void movesEveryKindOfReferenceWithAllDerivedValues() {
    shop.sale("40", stays);
    EntityRecord sale = shop.sale("60", goes);
    EntityRecord both = desk.create("sale", "{'amount':5,'payer':'%s'}".formatted(goes.id()));
    EntityRecord visit =
        desk.create(
            "visit",
            "{'customer':'%s','about':['%s','%s']}".formatted(goes.id(), goes.id(), stays.id()));
    EntityRecord friend =
        shop.customer(
            "{'name':'f','referrer':'" + goes.id() + "','family':[{'who':'" + goes.id() + "'}]}");
    assertThat(shop.at("store", shop.store, "total")).isEqualTo("100");

    Merged merged = shop.merge(stays, Map.of(), goes);

    String id = stays.id().toString();
    assertThat(merged.moved()).isEqualTo(7);
    assertThat(shop.at("sale", sale, "customer")).isEqualTo(id);
    assertThat(shop.at("sale", sale, "payer")).isEqualTo(id);
    assertThat(shop.at("sale", both, "payer")).isEqualTo(id);
    assertThat(shop.at("visit", visit, "customer")).isEqualTo(id);
    assertThat(shop.at("visit", visit, "about")).contains(id).doesNotContain(goes.id().toString());
    assertThat(shop.at("customer", friend, "referrer")).isEqualTo(id);
    assertThat(shop.at("customer", friend, "family")).contains(id);
    assertThat(shop.at("customer", stays, "sales")).isEqualTo("2");
    assertThat(shop.at("customer", stays, "spent")).isEqualTo("100");
    assertThat(shop.at("customer", stays, "mean")).isEqualTo("50");
    assertThat(shop.at("customer", stays, "largest")).isEqualTo("60");
    assertThat(shop.at("customer", stays, "level")).isEqualTo("gold");
    assertThat(shop.at("store", shop.store, "total")).isEqualTo("100");
    assertThat(shop.at("store", shop.store, "customers")).isEqualTo("1");
    assertThat(desk.changes(sale.id())).hasSize(3);
  }

  @Test
  void refusesWhatWouldMakeHoldersCollideAndChangesNothing() {
    desk.create("card", "{'kind':'k','customer':'%s'}".formatted(stays.id()));
    desk.create("card", "{'kind':'k','customer':'%s'}".formatted(goes.id()));
    Map<String, String> before = shop.everything();

    assertThat(Desk.problems(() -> shop.merge(stays, Map.of(), goes)))
        .containsExactly("merge.holdersCollide@/others");
    assertThat(shop.everything()).isEqualTo(before);
  }

  @Test
  void asksTheRightsOfThePerson() {
    EntityRecord secret = shop.customer("{'name':'s','note':'hidden'}");
    assertThat(
            Desk.problems(
                () ->
                    shop.merge(desk.clerk().deleting("customer", "false"), stays, Map.of(), goes)))
        .containsExactly("forbidden@/others/0");
    assertThat(
            Desk.problems(
                () ->
                    shop.merge(desk.clerk().updating("customer", "false"), stays, Map.of(), goes)))
        .containsExactly("forbidden@");
    assertThat(
            Desk.problems(
                () ->
                    shop.merge(
                        desk.clerk().reading("customer", "name != \"s\""),
                        stays,
                        Map.of(),
                        secret)))
        .containsExactly("notFound@/others/0");
    assertThat(
            Desk.problems(
                () ->
                    shop.merge(
                        desk.clerk().with("customer", "note", FieldAccess.READ),
                        stays,
                        Map.of("note", new Choice.From(goes.id())),
                        goes)))
        .containsExactly("record.readOnlyField@/values/note");
    Merged merged = shop.merge(stays, Map.of(), goes);
    assertThat(
            Desk.problems(
                () ->
                    desk.merges.undo(
                        desk.clerk().deleting("customer", "false"), "customer", merged.merge())))
        .containsExactly("forbidden@");
  }

  @Test
  void refusesStaleVersionsAndWrongChoices() {
    EntityRecord old = goes;
    desk.patch(goes, "{'note':'new'}");
    UUID nobody = new UUID(5, 5);

    assertThat(Desk.problems(() -> shop.merge(stays, Map.of(), old)))
        .containsExactly("staleVersion@/others/0");
    assertThat(Desk.problems(() -> shop.merge(stays, Map.of())))
        .containsExactly("merge.howMany@/others");
    assertThat(Desk.problems(() -> shop.merge(stays, Map.of(), stays)))
        .containsExactly("merge.repeated@/others/0");
    assertThat(
            Desk.problems(
                () ->
                    shop.merge(
                        stays,
                        Map.of(
                            "note", new Choice.From(nobody),
                            "spent", new Choice.From(goes.id()),
                            "nope", new Choice.From(goes.id())),
                        shop.now(goes))))
        .containsExactlyInAnyOrder(
            "merge.notOneOfThem@/values/note",
            "record.readOnlyField@/values/spent",
            "record.unknownField@/values/nope");
    assertThat(
            Desk.problems(
                () ->
                    shop.merge(
                        stays,
                        Map.of("name", new Choice.Value(Desk.json("{'x':''}").get("x"))),
                        shop.now(goes))))
        .containsExactly("record.required@/values/name");
    assertThat(shop.at("customer", goes, "note")).isEqualTo("new");
  }

  @Test
  void takesAValueThatThePersonEnters() {
    Merged merged =
        shop.merge(stays, Map.of("name", new Choice.Value(Desk.json("{'x':'新名'}").get("x"))), goes);
    assertThat(desk.value(merged.record(), "name")).isEqualTo("新名");
  }

  @Test
  void foretellsWhatItWouldDo() {
    shop.sale("1", goes);
    shop.sale("2", goes);
    Preview preview =
        desk.merges.preview(
            desk.clerk().reading("visit", "false"), "customer", stays.id(), List.of(goes.id()));
    assertThat(preview.references())
        .containsExactly(
            new Pointing(goes.id(), "sale", "customer", 2),
            new Pointing(goes.id(), "sale", "payer", 2));
    assertThat(preview.fields())
        .contains(
            new Suggestion("name", stays.id(), false),
            new Suggestion("note", goes.id(), false),
            new Suggestion("tags", null, true),
            new Suggestion("referrer", null, false));
  }

  @Test
  void oneOfTwoMergesOverTheSameRecordsWins() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 5; round++) {
        EntityRecord a = shop.customer("{'name':'a','note':'a'}");
        EntityRecord b = shop.customer("{'name':'b','birthday':'2000-01-01'}");
        shop.sale("1", a);
        shop.sale("2", b);
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          EntityRecord survivor = i % 2 == 0 ? a : b;
          EntityRecord other = i % 2 == 0 ? b : a;
          calls.add(() -> isMerged(survivor, other));
        }
        int won = 0;
        for (Future<Boolean> call : pool.invokeAll(calls)) {
          won += call.get() ? 1 : 0;
        }
        assertThat(won).isEqualTo(1);
        List<String> spent = new ArrayList<>();
        spent.add(shop.at("customer", a, "spent"));
        spent.add(shop.at("customer", b, "spent"));
        assertThat(spent).containsExactlyInAnyOrder("3", "0");
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private boolean isMerged(EntityRecord survivor, EntityRecord other) {
    try {
      var unused = shop.merge(survivor, Map.of(), other);
      return true;
    } catch (ProblemException e) {
      assertThat(e.problems().get(0).code())
          .isIn("merge.alreadyMerged", "staleVersion", "notFound");
      return false;
    }
  }
}
