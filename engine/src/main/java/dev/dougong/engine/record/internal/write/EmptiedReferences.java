package dev.dougong.engine.record.internal.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.internal.change.ChangeDocument;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.FieldPlan;
import dev.dougong.engine.record.internal.plan.Values;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Fills references again that a delete emptied, where nobody has filled them since. */
final class EmptiedReferences {

  private final Jdbc jdbc;
  private final RecordTable table;
  private final BinStatements bin;
  private final DraftWriter writer;
  private final Rollups rollups;

  EmptiedReferences(
      Jdbc jdbc, RecordTable table, BinStatements bin, DraftWriter writer, Rollups rollups) {
    this.jdbc = jdbc;
    this.table = table;
    this.bin = bin;
    this.writer = writer;
    this.rollups = rollups;
  }

  /** Undoes what the delete emptied, as far as it still is as the delete left it. */
  void fill(Write write, long deleteChange, long cause) {
    List<Moved> moved = new ArrayList<>();
    bin.emptied(write, deleteChange)
        .forEach(
            (entity, ids) -> {
              EntityPlan plan = write.plan(write.metadata().entity((int) entity));
              Map<UUID, Map<Integer, Object>> rows = table.read(plan, ids, RecordTable.Lock.CHANGE);
              List<Pending> all = new ArrayList<>();
              changes(write, deleteChange, ids)
                  .forEach(
                      (id, change) -> {
                        Map<Integer, Object> row = rows.get(id);
                        Draft draft = row == null ? null : draft(plan, id, row, change);
                        if (draft != null) {
                          Computation.formulas(write, draft);
                          DraftWriter.stamp(write, draft);
                          all.add(new Pending(draft, draft.changed(), cause));
                        }
                      });
              if (!all.isEmpty()) {
                moved.addAll(writer.store(write, plan, all, ChangeOperation.UPDATED));
              }
            });
    rollups.follow(write, moved);
  }

  private record Emptied(JsonNode before, JsonNode after) {}

  private Map<UUID, Emptied> changes(Write write, long deleteChange, List<UUID> ids) {
    Map<UUID, Emptied> result = new HashMap<>();
    jdbc.query(
        Sql.of("select record, before, after from ")
            .add(write.schema())
            .add(".change where op <> 5 and op = 2 and cause_seq = ")
            .bind(SqlType.BIGINT, deleteChange)
            .add(" and record = any(")
            .bind(SqlType.UUID_ARRAY, RecordTable.inOrder(ids))
            .add(")"),
        row ->
            result.put(
                Objects.requireNonNull(Jdbc.uuid(row, 1)),
                new Emptied(
                    ChangeDocument.json(row.getString(2)), ChangeDocument.json(row.getString(3)))));
    return result;
  }

  private static @Nullable Draft draft(
      EntityPlan plan, UUID id, Map<Integer, Object> row, Emptied change) {
    Draft draft = Draft.change(plan, "", id, row);
    boolean isFilled = false;
    for (Map.Entry<String, JsonNode> entry : change.before().properties()) {
      FieldPlan known = plan.findField(ChangeDocument.fieldId(entry.getKey()));
      if (known == null || known.formula() != null || !known.field().isWritable()) {
        continue;
      }
      Field field = known.field();
      Object left = ChangeDocument.value(field, change.after().get(entry.getKey()));
      if (Values.isSame(row.get(field.id()), left)) {
        draft.touch(field, ChangeDocument.value(field, entry.getValue()));
        isFilled = true;
      }
    }
    return isFilled ? draft : null;
  }
}
