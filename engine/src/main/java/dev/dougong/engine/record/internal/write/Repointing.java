package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.RecordMerges.Pointing;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.TableRow;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets everything that points at a record point at another one, a thousand holders at a time.
 * Derived values follow, formulas of the holders included; rules and forms are not asked, because
 * nobody entered anything. Records in the recycle bin keep what they point at.
 */
final class Repointing {

  /** Begin of the places of holders: what is wrong with them is wrong with the whole merge. */
  static final String HOLDERS = "/references/";

  private static final int PAGE = 1_000;

  private final Jdbc jdbc;
  private final RecordTable table;
  private final StoreStatements statements;
  private final Rollups rollups;

  Repointing(Jdbc jdbc, RecordTable table, StoreStatements statements, Rollups rollups) {
    this.jdbc = jdbc;
    this.table = table;
    this.statements = statements;
    this.rollups = rollups;
  }

  /** What points at a record, at most so many of each reference. */
  List<Pointing> count(Write write, Entity entity, UUID record, Set<UUID> apart, int most) {
    List<Pointing> result = new ArrayList<>();
    for (Entity.Incoming incoming : entity.incoming()) {
      Entity holder = write.metadata().entity(incoming.entity());
      Sql sql =
          Sql.of("select count(*) from (select 1 from ")
              .add(StoredField.from(write.metadata(), holder, RecordTable.ROW))
              .add(where(holder, incoming, record, holder == entity ? apart : Set.of()))
              .add(" limit ")
              .number(most)
              .add(") x");
      Long count = jdbc.queryOne(sql, row -> row.getLong(1));
      if (count != null && count > 0) {
        result.add(new Pointing(record, holder.key(), path(holder, incoming), count));
      }
    }
    return result;
  }

  private static String path(Entity holder, Entity.Incoming incoming) {
    if (incoming.table() == 0) {
      return holder.field(incoming.field()).key();
    }
    return holder.field(incoming.table()).key() + "." + inner(holder, incoming).key();
  }

  private static Field inner(Entity holder, Entity.Incoming incoming) {
    return holder.field(incoming.table()).rowFields().stream()
        .filter(field -> field.id() == incoming.field())
        .findFirst()
        .orElseThrow();
  }

  /**
   * Moves the references of live records.
   *
   * @param apart records of the same entity that are left alone
   * @param cause change that puts the old target away
   * @return how many were moved
   */
  long move(Write write, Entity entity, UUID from, UUID to, Set<UUID> apart, long cause) {
    long moved = 0;
    for (Entity.Incoming incoming : entity.incoming()) {
      Entity holder = write.metadata().entity(incoming.entity());
      Set<UUID> spared = holder.id() == entity.id() ? apart : Set.of();
      int some;
      do {
        some = movePage(write, holder, incoming, new Way(from, to), spared, cause);
        moved += some;
      } while (some == PAGE);
    }
    return moved;
  }

  private record Way(UUID from, UUID to) {}

  private int movePage(
      Write write, Entity holder, Entity.Incoming incoming, Way way, Set<UUID> apart, long cause) {
    EntityPlan plan = write.plan(holder);
    Sql sql =
        RecordTable.select(plan)
            .add(where(holder, incoming, way.from(), apart))
            .add(" order by r.id limit ")
            .number(PAGE)
            .add(" for no key update of r");
    Map<UUID, Map<Integer, Object>> rows = table.read(plan, sql);
    if (rows.isEmpty()) {
      return 0;
    }
    int at = incoming.table() == 0 ? incoming.field() : incoming.table();
    boolean isUnique =
        plan.uniques().stream().flatMap(List::stream).anyMatch(field -> field.id() == at);
    List<Pending> all = new ArrayList<>();
    rows.forEach(
        (id, values) -> {
          Draft draft = Draft.change(plan, HOLDERS + holder.key(), id, values);
          draft.touch(
              plan.field(at).field(),
              replaced(Objects.requireNonNull(draft.value(at)), incoming, way));
          Computation.formulas(write, draft);
          DraftWriter.stamp(write, draft);
          all.add(new Pending(isUnique ? write.keep(draft) : draft, draft.changed(), cause));
        });
    Map<UUID, Long> changes = statements.update(write, plan, all, ChangeOperation.UPDATED);
    write.tell(plan, ChangeOperation.UPDATED, changes, all.stream().map(Pending::draft).toList());
    List<Moved> moved = new ArrayList<>();
    for (Pending pending : all) {
      Draft draft = pending.draft();
      long change = Objects.requireNonNull(changes.get(draft.id()));
      moved.add(new Moved(plan, draft.id(), draft.before(), draft.after(), change));
    }
    rollups.follow(write, moved);
    return rows.size();
  }

  private static Sql where(Entity holder, Entity.Incoming incoming, UUID target, Set<UUID> apart) {
    Sql sql = Sql.of(" where r.deleted_at is null and ");
    if (incoming.table() != 0) {
      boolean isList = inner(holder, incoming).kind() == ValueKind.REFERENCE_LIST;
      String value = isList ? "[\"" + target + "\"]" : "\"" + target + "\"";
      sql.add(StoredField.value(RecordTable.ROW, holder.field(incoming.table())))
          .add(" @> ")
          .bind(SqlType.JSONB, "[{\"f" + incoming.field() + "\":" + value + "}]");
    } else {
      Field field = holder.field(incoming.field());
      sql.add(StoredField.value(RecordTable.ROW, field));
      if (field.kind() == ValueKind.REFERENCE_LIST) {
        sql.add(" && ").bind(SqlType.UUID_ARRAY, List.of(target));
      } else {
        sql.add(" = ").bind(SqlType.UUID, target);
      }
    }
    if (!apart.isEmpty()) {
      sql.add(" and not r.id = any(").bind(SqlType.UUID_ARRAY, RecordTable.inOrder(apart)).add(")");
    }
    return sql;
  }

  private static Object replaced(Object value, Entity.Incoming incoming, Way way) {
    if (!(value instanceof List<?> many)) {
      return value.equals(way.from()) ? way.to() : value;
    }
    Set<Object> result = new LinkedHashSet<>();
    for (Object one : many) {
      if (one instanceof TableRow row) {
        Map<Integer, Object> values = new HashMap<>(row.values());
        @Nullable Object inner = values.get(incoming.field());
        if (inner != null) {
          values.put(incoming.field(), replaced(inner, incoming, way));
        }
        result.add(new TableRow(row.id(), values));
      } else {
        result.add(one.equals(way.from()) ? way.to() : one);
      }
    }
    return new ArrayList<>(result);
  }
}
