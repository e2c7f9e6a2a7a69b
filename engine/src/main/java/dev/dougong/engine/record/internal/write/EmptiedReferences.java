package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.RecordMerges.Kept;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Fills references again that a delete emptied or let point elsewhere, where nobody has changed
 * them since.
 */
final class EmptiedReferences {

  private static final int PAGE = 1_000;

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

  /**
   * Undoes what the delete did to references, as far as it still is as the delete left it.
   *
   * @return what was changed since and stays
   */
  List<Kept> fill(Write write, long deleteChange, long cause) {
    List<Kept> kept = new ArrayList<>();
    bin.emptied(write, deleteChange)
        .forEach(
            (entity, ids) -> {
              EntityPlan plan = write.plan(write.metadata().entity((int) entity));
              for (int from = 0; from < ids.size(); from += PAGE) {
                List<UUID> page = ids.subList(from, Math.min(ids.size(), from + PAGE));
                rollups.follow(write, fill(write, plan, page, deleteChange, cause, kept));
              }
            });
    return kept;
  }

  private List<Moved> fill(
      Write write,
      EntityPlan plan,
      List<UUID> ids,
      long deleteChange,
      long cause,
      List<Kept> kept) {
    Map<UUID, Map<Integer, Object>> rows = table.read(plan, ids, RecordTable.Lock.CHANGE);
    List<Pending> all = new ArrayList<>();
    changes(write, deleteChange, ids)
        .forEach(
            (id, reversal) -> {
              Map<Integer, Object> row = rows.get(id);
              if (row == null) {
                kept.add(new Kept(plan.entity().key(), id, List.of()));
                return;
              }
              Reversal.Applied applied = reversal.apply(plan, id, row);
              if (!applied.kept().isEmpty()) {
                kept.add(new Kept(plan.entity().key(), id, applied.kept()));
              }
              Draft draft = applied.draft();
              if (draft != null) {
                Computation.formulas(write, draft);
                DraftWriter.stamp(write, draft);
                all.add(new Pending(draft, draft.changed(), cause));
              }
            });
    return all.isEmpty() ? List.of() : writer.store(write, plan, all, ChangeOperation.UPDATED);
  }

  private Map<UUID, Reversal> changes(Write write, long deleteChange, List<UUID> ids) {
    Map<UUID, Reversal> result = new LinkedHashMap<>();
    jdbc.query(
        Sql.of("select record, before, after from ")
            .add(write.schema())
            .add(".change where op <> 5 and op = 2 and cause_seq = ")
            .bind(SqlType.BIGINT, deleteChange)
            .add(" and record = any(")
            .bind(SqlType.UUID_ARRAY, RecordTable.inOrder(ids))
            .add(") order by seq"),
        row -> {
          UUID record = Objects.requireNonNull(Jdbc.uuid(row, 1));
          result
              .computeIfAbsent(record, none -> new Reversal())
              .add(row.getString(2), row.getString(3));
          return record;
        });
    return result;
  }
}
