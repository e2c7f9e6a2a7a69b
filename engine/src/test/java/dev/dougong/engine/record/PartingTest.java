package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.RecordMerges.Choice;
import dev.dougong.engine.record.RecordMerges.Kept;
import dev.dougong.engine.record.RecordMerges.Merge;
import dev.dougong.engine.record.RecordMerges.Merged;
import dev.dougong.engine.record.RecordMerges.Parted;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartingTest {

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
  void partedRecordsAreByteForByteAsBefore() {
    EntityRecord third = shop.customer("{'name':'王芳芳','phone':'3','store':'%s','note':'x'}");
    desk.patch(stays, "{'referrer':'" + goes.id() + "','family':[{'who':'" + third.id() + "'}]}");
    desk.patch(third, "{'referrer':'" + goes.id() + "'}");
    shop.sale("40", stays);
    shop.sale("60", goes);
    shop.sale("7", third);
    desk.create(
        "visit",
        "{'customer':'%s','about':['%s','%s','%s']}"
            .formatted(goes.id(), third.id(), stays.id(), goes.id()));
    shop.customer(
        "{'name':'f','referrer':'" + goes.id() + "','family':[{'who':'" + third.id() + "'}]}");
    Map<String, String> before = shop.everything();

    Merged merged =
        shop.merge(
            shop.now(stays),
            Map.of("phone", new Choice.From(third.id()), "name", new Choice.From(goes.id())),
            shop.now(goes),
            shop.now(third));

    assertThat(desk.value(merged.record(), "phone")).isEqualTo("3");
    assertThat(desk.value(merged.record(), "name")).isEqualTo("王 芳");
    assertThat(desk.value(merged.record(), "referrer")).isNull();
    assertThat(shop.at("customer", stays, "spent")).isEqualTo("107");
    assertThat(shop.everything()).isNotEqualTo(before);

    Parted parted = shop.undo(merged);

    assertThat(parted.kept()).isEmpty();
    assertThat(parted.others()).containsExactlyInAnyOrder(goes.id(), third.id());
    assertThat(shop.everything()).isEqualTo(before);
    assertThat(Desk.problems(() -> shop.undo(merged))).containsExactly("notFound@");
  }

  @Test
  void leavesAndListsWhatWasChangedSince() {
    EntityRecord moved = shop.sale("60", goes);
    EntityRecord gone = shop.sale("1", goes);
    EntityRecord third = shop.customer("{'name':'c'}");
    Merged merged = shop.merge(stays, Map.of("name", new Choice.From(goes.id())), goes);
    EntityRecord changed = desk.patch(merged.record(), "{'note':'mine','tags':['z']}");
    desk.records.patch(
        desk.clerk(),
        "sale",
        moved.id(),
        3,
        Desk.json("{'customer':'" + third.id() + "'}"),
        WriteOptions.API);
    desk.records.delete(desk.clerk(), "sale", gone.id(), 3, WriteOptions.API);

    Parted parted = shop.undo(merged);

    assertThat(changed.version()).isEqualTo(3);
    assertThat(parted.kept()).hasSize(3);
    assertThat(parted.kept().get(0).fields()).containsExactlyInAnyOrder("note", "tags");
    assertThat(parted.kept())
        .contains(
            new Kept("sale", moved.id(), List.of("customer")),
            new Kept("sale", gone.id(), List.of()));
    assertThat(shop.at("customer", stays, "name")).isEqualTo("王芳");
    assertThat(shop.at("customer", stays, "note")).isEqualTo("mine");
    assertThat(shop.at("customer", stays, "birthday")).isNull();
    assertThat(shop.at("sale", moved, "customer")).isEqualTo(third.id().toString());
    assertThat(shop.at("sale", moved, "payer")).isEqualTo(goes.id().toString());
    assertThat(shop.at("customer", goes, "note")).isEqualTo("vip");
  }

  @Test
  void whatComesBackFromTheBinPointsAtWhatItsTargetBecame() {
    EntityRecord sale = shop.sale("60", goes);
    EntityRecord visit =
        desk.create("visit", "{'about':['%s','%s']}".formatted(goes.id(), stays.id()));
    desk.delete(sale);
    desk.delete(visit);
    Merged first = shop.merge(stays, Map.of(), shop.now(goes));
    EntityRecord third = shop.customer("{'name':'c'}");
    shop.merge(third, Map.of(), first.record());

    desk.records.restore(desk.clerk(), "sale", sale.id(), WriteOptions.API);
    desk.records.restore(desk.clerk(), "visit", visit.id(), WriteOptions.API);

    assertThat(shop.at("sale", sale, "customer")).isEqualTo(third.id().toString());
    assertThat(shop.at("sale", sale, "payer")).isEqualTo(third.id().toString());
    assertThat(shop.at("visit", visit, "about")).isEqualTo("[\"" + third.id() + "\"]");
    assertThat(shop.at("customer", third, "spent")).isEqualTo("60");
    assertThat(shop.at("customer", goes, "spent")).isEqualTo("0");
  }

  @Test
  void takesAUniqueValueOfAnotherAndGivesItBack() {
    Merged merged = shop.merge(stays, Map.of("phone", new Choice.From(goes.id())), goes);
    assertThat(desk.value(merged.record(), "phone")).isEqualTo("2");
    EntityRecord rival = shop.customer("{'name':'r','phone':'1'}");

    assertThat(Desk.problems(() -> shop.undo(merged))).containsExactly("duplicate@/phone");
    assertThat(shop.at("customer", stays, "phone")).isEqualTo("2");
    desk.delete(rival);
    shop.undo(merged);
    assertThat(shop.at("customer", stays, "phone")).isEqualTo("1");
    assertThat(shop.at("customer", goes, "phone")).isEqualTo("2");
  }

  @Test
  void restoresOnlyByPartingAndTellsWhereARecordWent() {
    EntityRecord third = shop.customer("{'name':'c'}");
    Merged first = shop.merge(stays, Map.of(), goes);

    assertThat(
            Desk.problems(
                () -> desk.records.restore(desk.clerk(), "customer", goes.id(), WriteOptions.API)))
        .containsExactly("merge.restoreIsParting@");
    assertThat(Desk.problems(() -> shop.merge(third, Map.of(), goes)))
        .containsExactly("merge.alreadyMerged@/others/0");
    Merged second = shop.merge(third, Map.of(), first.record());
    assertThat(Desk.problems(() -> shop.undo(first))).containsExactly("merge.survivorGone@");
    List<Merge> known = desk.merges.of(desk.clerk(), "customer", List.of(goes.id(), third.id()));
    assertThat(known).extracting(Merge::id).containsExactly(second.merge(), first.merge());
    assertThat(known.get(1).survivor()).isEqualTo(stays.id());
    shop.undo(second);
    shop.undo(first);
    assertThat(shop.at("customer", goes, "name")).isEqualTo("王 芳");
    assertThat(desk.merges.of(desk.clerk(), "customer", List.of(goes.id())))
        .extracting(Merge::isUndone)
        .containsExactly(true);
  }

  @Test
  void movesCommentsAlongAndBack() {
    UUID comment = new UUID(6, 6);
    var schema = desk.metadata().workspace().schema();
    desk.jdbc()
        .update(
            Sql.of("insert into ")
                .add(schema)
                .add(".app_user (id, username, name, created_at) values (")
                .bind(SqlType.UUID, Desk.CLERK)
                .add(", 'c', 'c', now())"));
    desk.jdbc()
        .update(
            Sql.of("insert into ")
                .add(schema)
                .add(".record_comment (id, entity, record, author, body, mentions, created_at)")
                .add(" values (")
                .bind(SqlType.UUID, comment)
                .add(", ")
                .number(goes.entity())
                .add(", ")
                .bind(SqlType.UUID, goes.id())
                .add(", ")
                .bind(SqlType.UUID, Desk.CLERK)
                .add(", 'hi', '{}', now())"));
    Merged merged = shop.merge(stays, Map.of(), goes);
    assertThat(holder(comment)).isEqualTo(stays.id());
    shop.undo(merged);
    assertThat(holder(comment)).isEqualTo(goes.id());
  }

  private @Nullable UUID holder(UUID comment) {
    return desk.jdbc()
        .queryOne(
            Sql.of("select record from ")
                .add(desk.metadata().workspace().schema())
                .add(".record_comment where id = ")
                .bind(SqlType.UUID, comment),
            row -> row.getObject(1, UUID.class));
  }
}
