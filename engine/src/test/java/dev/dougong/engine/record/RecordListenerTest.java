package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.record.internal.write.WriteParts;
import dev.dougong.engine.testkit.Asvs;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecordListenerTest {

  private static final String SHOP =
      "{'key':'shop','fields':[{'key':'name','type':'text'},"
          + "{'key':'sold','type':'rollup','entity':'deal','via':'shop','aggregate':'sum','of':'amount'}]}";
  private static final String DEAL =
      "{'key':'deal','fields':[{'key':'amount','type':'decimal'},"
          + "{'key':'shop','type':'reference','entity':'shop','onDelete':'cascade'}]}";

  private final Desk desk = Desk.of(SHOP.replace('\'', '"'), DEAL.replace('\'', '"'));
  private final Diary diary = new Diary();
  private final JdbcRecords records =
      new JdbcRecords(
          new WriteParts(
              desk.parts.jdbc(),
              desk.parts.transactions(),
              desk.parts.types(),
              desk.parts.evaluator(),
              desk.parts.terms(),
              desk.parts.ids(),
              desk.parts.directory(),
              diary,
              FormRuleSource.NONE));

  @Test
  void hearsWritesWithValuesBeforeAndAfterInTheirTransaction() {
    EntityRecord shop =
        records.create(desk.clerk(), "shop", Desk.json("{'name':'a'}"), WriteOptions.API);
    EntityRecord deal =
        records.create(
            desk.clerk(),
            "deal",
            Desk.json("{'amount':5,'shop':'" + shop.id() + "'}"),
            WriteOptions.API);
    records.patch(desk.clerk(), "deal", deal.id(), 1, Desk.json("{'amount':7}"), WriteOptions.API);
    records.delete(desk.clerk(), "shop", shop.id(), 1, WriteOptions.API);

    assertThat(diary.lines)
        .containsExactly(
            "created shop null>0",
            "created deal null>5",
            "derived shop 0>5",
            "updated deal 5>7",
            "derived shop 5>7",
            "deleted shop 7>gone",
            "deleted deal 7>gone",
            "derived shop 7>0");
    assertThat(diary.wasAlwaysInside).isTrue();
  }

  @Test
  void hearsABatchOnce() {
    records.batch(
        desk.clerk(),
        "deal",
        List.of(
            new Operation.Create(Desk.json("{'amount':1}")),
            new Operation.Create(Desk.json("{'amount':2}"))),
        WriteOptions.API);

    assertThat(diary.lines).containsExactly("batch", "created deal null>1", "created deal null>2");
  }

  @Asvs("16.5.3")
  @Test
  void refusesTheWriteWhereItFails() {
    diary.isBroken = true;

    assertThatThrownBy(
            () -> records.create(desk.clerk(), "deal", Desk.json("{}"), WriteOptions.API))
        .hasMessage("broken");
    assertThat(desk.live("deal")).isZero();
  }

  private final class Diary implements RecordListener {
    private final List<String> lines = new ArrayList<>();
    private boolean wasAlwaysInside = true;
    private boolean isBroken;

    @Override
    public boolean listensTo(Metadata metadata, Entity entity, ChangeOperation operation) {
      return true;
    }

    @Override
    public void written(RecordWrite write) {
      if (isBroken) {
        throw new IllegalStateException("broken");
      }
      wasAlwaysInside &= desk.meta.database().isActive();
      if (write.isBatch()) {
        lines.add("batch");
      }
      int field =
          Objects.requireNonNull(
                  write.entity().field(write.entity().key().equals("shop") ? "sold" : "amount"))
              .id();
      for (WrittenRecord record : write.records()) {
        Object before = record.before() == null ? null : record.before().value(field);
        Object after = record.after() == null ? "gone" : record.after().value(field);
        lines.add(
            write.operation().key() + " " + write.entity().key() + " " + before + ">" + after);
      }
    }
  }
}
