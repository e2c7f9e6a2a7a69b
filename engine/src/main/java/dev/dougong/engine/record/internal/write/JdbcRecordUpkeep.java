package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.RecordUpkeep;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.FieldPlan;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps derived values right, in short transactions. */
final class JdbcRecordUpkeep implements RecordUpkeep {

  private static final WriteOptions DERIVED = WriteOptions.ofDocument("derived");
  private static final int PARENTS = 200;
  private static final int RECORDS = 500;

  private final Jdbc jdbc;
  private final RecordTable table;
  private final Rollups rollups;
  private final RollupValues values;
  private final SearchTerms terms;
  private final Attempts attempts;
  private final InstantSource clock;

  JdbcRecordUpkeep(
      Jdbc jdbc,
      RecordTable table,
      Rollups rollups,
      RollupValues values,
      SearchTerms terms,
      Attempts attempts,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.table = table;
    this.rollups = rollups;
    this.values = values;
    this.terms = terms;
    this.attempts = attempts;
    this.clock = clock;
  }

  private <T> T run(Metadata metadata, Function<Write, T> work) {
    return attempts.run(EngineAccess.at(metadata, clock.instant()), DERIVED, work);
  }

  @Override
  public int fold(Metadata metadata) {
    return run(
        metadata,
        write -> {
          Map<Integer, List<UUID>> open = open(write);
          int parents = 0;
          for (Map.Entry<Integer, List<UUID>> entry : open.entrySet()) {
            Entity entity = entity(write.metadata(), entry.getKey());
            if (entity == null) {
              drop(write, (int) entry.getKey());
            } else {
              fold(write, write.plan(entity), entry.getValue());
              parents += entry.getValue().size();
            }
          }
          return parents;
        });
  }

  private static @Nullable Entity entity(Metadata metadata, Integer id) {
    for (Entity entity : metadata.entities()) {
      if (entity.id() == id) {
        return entity;
      }
    }
    return null;
  }

  private Map<Integer, List<UUID>> open(Write write) {
    Map<Integer, List<UUID>> open = new TreeMap<>();
    jdbc.query(
        Sql.of("select entity, record from ")
            .add(write.schema())
            .add(".rollup_delta group by 1, 2 order by min(seq) limit ")
            .number(PARENTS),
        row ->
            open.computeIfAbsent(row.getInt(1), key -> new ArrayList<>())
                .add(Objects.requireNonNull(Jdbc.uuid(row, 2))));
    return open;
  }

  private void fold(Write write, EntityPlan plan, List<UUID> parents) {
    lock(write, plan.entity(), parents);
    Deltas deltas = new Deltas();
    jdbc.query(
        Sql.of("delete from ")
            .add(write.schema())
            .add(".rollup_delta where record = any(")
            .bind(SqlType.UUID_ARRAY, parents)
            .add(") and entity = ")
            .number(plan.entity().id())
            .add(" returning record, field, amount, n, recompute, cause_seq"),
        row -> {
          FieldPlan field = plan.findField(row.getInt(2));
          if (field != null && field.field().rollup() != null) {
            Delta delta =
                deltas.at(
                    plan.entity().id(),
                    Objects.requireNonNull(Jdbc.uuid(row, 1)),
                    field.field().id());
            delta.add(row.getBigDecimal(3), row.getLong(4), row.getLong(6));
            if (row.getBoolean(5)) {
              delta.recompute(row.getLong(6));
            }
          }
          return true;
        });
    for (Map<UUID, Map<Integer, Delta>> records : deltas.byEntity().values()) {
      rollups.follow(write, rollups.fold(write, plan, records));
    }
  }

  /** Waits for each parent, so that one under constant writing gets its turn. */
  private void lock(Write write, Entity entity, List<UUID> parents) {
    jdbc.query(
        Sql.of("select r.id from ")
            .add(StoredField.from(write.metadata(), entity, RecordTable.ROW))
            .add(" where r.id = any(")
            .bind(SqlType.UUID_ARRAY, RecordTable.inOrder(parents))
            .add(") order by r.id for no key update of r"),
        row -> true);
  }

  private void drop(Write write, int entity) {
    jdbc.update(
        Sql.of("delete from ")
            .add(write.schema())
            .add(".rollup_delta where entity = ")
            .number(entity));
  }

  @Override
  public @Nullable UUID recompute(Metadata metadata, int entity, int field, @Nullable UUID after) {
    return next(
        metadata,
        entity,
        after,
        (write, plan, rows) -> {
          FieldPlan of = plan.findField(field);
          if (of == null) {
            return;
          }
          Map<UUID, Draft> drafts = drafts(plan, rows);
          if (of.field().rollup() != null) {
            values
                .anew(write, of.field(), rows.keySet())
                .forEach((id, value) -> set(drafts.get(id), of.field(), value));
          } else if (of.isStoredFormula()) {
            drafts.values().forEach(draft -> Rollups.evaluate(write, draft, List.of(of)));
          }
          rollups.follow(write, rollups.store(write, plan, List.copyOf(drafts.values()), Map.of()));
        });
  }

  private static void set(@Nullable Draft draft, Field field, @Nullable Object value) {
    Objects.requireNonNull(draft).set(field.id(), value);
  }

  private static Map<UUID, Draft> drafts(EntityPlan plan, Map<UUID, Map<Integer, Object>> rows) {
    Map<UUID, Draft> drafts = new LinkedHashMap<>();
    rows.forEach((id, row) -> drafts.put(id, Draft.change(plan, "", id, row)));
    return drafts;
  }

  @Override
  public @Nullable UUID rebuildSearch(Metadata metadata, int entity, @Nullable UUID after) {
    return next(
        metadata,
        entity,
        after,
        (write, plan, rows) -> {
          for (Map.Entry<UUID, Map<Integer, Object>> row : rows.entrySet()) {
            jdbc.update(
                Sql.of("update ")
                    .add(write.schema(), plan.entity().table())
                    .add(" set search = ")
                    .bind(
                        SqlType.TEXT_ARRAY,
                        StoreStatements.searchTerms(terms, plan, row.getValue()))
                    .add(" where id = ")
                    .bind(SqlType.UUID, row.getKey()));
          }
        });
  }

  @FunctionalInterface
  private interface Step {
    void run(Write write, EntityPlan plan, Map<UUID, Map<Integer, Object>> rows);
  }

  private @Nullable UUID next(Metadata metadata, int entity, @Nullable UUID after, Step step) {
    List<UUID> done =
        run(
            metadata,
            write -> {
              EntityPlan plan = write.plan(metadata.entity(entity));
              Sql sql = RecordTable.select(plan);
              if (after != null) {
                sql.add(" where r.id > ").bind(SqlType.UUID, after);
              }
              sql.add(" order by r.id limit ").number(RECORDS).add(" for no key update of r");
              Map<UUID, Map<Integer, Object>> rows = table.read(plan, sql);
              if (!rows.isEmpty()) {
                step.run(write, plan, rows);
              }
              return List.copyOf(rows.keySet());
            });
    return done.isEmpty() ? null : done.get(done.size() - 1);
  }

  @Override
  public int forgetKeys(Metadata metadata, Instant before) {
    return run(
        metadata,
        write ->
            jdbc.update(
                Sql.of("delete from ")
                    .add(write.schema())
                    .add(".idempotency where at < ")
                    .bind(SqlType.TIMESTAMPTZ, before)));
  }
}
