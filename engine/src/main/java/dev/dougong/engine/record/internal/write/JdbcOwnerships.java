package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.Ownerships;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Owners of many records, through the last steps of the write path. */
final class JdbcOwnerships implements Ownerships {

  private final Jdbc jdbc;
  private final RecordTable table;
  private final DraftWriter writer;
  private final Rollups rollups;
  private final Attempts attempts;

  JdbcOwnerships(
      Jdbc jdbc, RecordTable table, DraftWriter writer, Rollups rollups, Attempts attempts) {
    this.jdbc = jdbc;
    this.table = table;
    this.writer = writer;
    this.rollups = rollups;
    this.attempts = attempts;
  }

  @Override
  public Map<Integer, Long> count(Metadata metadata, UUID owner) {
    List<Sql> counts = new ArrayList<>();
    for (Entity entity : metadata.entities()) {
      counts.add(
          Sql.of("select ")
              .number(entity.id())
              .add(", count(*) from ")
              .add(metadata.workspace().schema(), entity.table())
              .add(" where deleted_at is null and owner = ")
              .bind(SqlType.UUID, owner));
    }
    Map<Integer, Long> found = new HashMap<>();
    if (!counts.isEmpty()) {
      jdbc.query(
          new Sql().join(" union all ", counts),
          row -> {
            if (row.getLong(2) > 0) {
              found.put(row.getInt(1), row.getLong(2));
            }
            return true;
          });
    }
    return found;
  }

  @Override
  public List<UUID> move(Access access, Entity entity, Move move, int most) {
    return attempts.run(
        access,
        WriteOptions.ofDocument(move.why()),
        write -> {
          EntityPlan plan = write.plan(entity);
          Map<UUID, Map<Integer, Object>> rows = table.read(plan, select(plan, move, most));
          if (!rows.isEmpty()) {
            write.beBatch();
            store(write, plan, move, rows);
          }
          return List.copyOf(rows.keySet());
        });
  }

  private static Sql select(EntityPlan plan, Move move, int most) {
    Sql sql =
        RecordTable.select(plan)
            .add(" where r.deleted_at is null and r.owner = ")
            .bind(SqlType.UUID, move.from());
    if (move.only() != null) {
      sql.add(" and r.id = any(").bind(SqlType.UUID_ARRAY, move.only()).add(")");
    }
    return sql.add(" order by r.id limit ").number(most).add(" for no key update of r");
  }

  private void store(
      Write write, EntityPlan plan, Move move, Map<UUID, Map<Integer, Object>> rows) {
    List<Draft> drafts = new ArrayList<>();
    rows.forEach(
        (id, row) -> {
          Draft draft = write.keep(Draft.change(plan, "", id, row));
          draft.set(SystemField.OWNER.id(), move.to());
          drafts.add(draft);
        });
    write.targets().prefetch(plan, drafts);
    List<Pending> changed = new ArrayList<>();
    for (Draft draft : drafts) {
      Computation.formulas(write, draft);
      changed.add(Pending.of(draft));
      DraftWriter.stamp(write, draft);
    }
    rollups.follow(write, writer.store(write, plan, changed, ChangeOperation.UPDATED));
  }
}
