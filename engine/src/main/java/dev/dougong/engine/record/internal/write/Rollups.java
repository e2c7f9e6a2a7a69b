package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.internal.StoredColumns;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.record.internal.plan.Compiled;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.EntityPlan.FeedPlan;
import dev.dougong.engine.record.internal.plan.FieldPlan;
import dev.dougong.engine.record.internal.plan.Values;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rollups right in the transaction that moves them. A parent whose row is free is changed at
 * once; for one that another writer holds, delta rows are appended, and folded soon. Nobody waits
 * for a parent, so nobody can be in a deadlock over one; but where rules of the written entity are
 * asked after this, its writers wait for each other, so that a limit holds.
 */
final class Rollups {

  private final Jdbc jdbc;
  private final StoreStatements statements;
  private final RollupValues values;

  Rollups(Jdbc jdbc, StoreStatements statements, RollupValues values) {
    this.jdbc = jdbc;
    this.statements = statements;
    this.values = values;
  }

  /** Moves all rollups that these records feed, and those that these feed in turn. */
  void follow(Write write, List<Moved> moved) {
    List<Moved> open = moved;
    boolean isFirst = true;
    while (!open.isEmpty()) {
      boolean isWaiting = isFirst && open.stream().anyMatch(Moved::isLimited);
      Deltas deltas = Deltas.of(write, open);
      List<Moved> next = new ArrayList<>();
      deltas
          .byEntity()
          .forEach(
              (entity, records) -> {
                EntityPlan plan = write.plan(write.metadata().entity((int) entity));
                var free = lock(write, plan, records, isWaiting);
                next.addAll(apply(write, plan, free, records));
                append(write, plan.entity(), free.keySet(), records);
              });
      open = next;
      isFirst = false;
    }
  }

  /** Moves the rollups of parents that wait to be folded; waits for those that are busy. */
  List<Moved> fold(Write write, EntityPlan plan, Map<UUID, Map<Integer, Delta>> records) {
    return apply(write, plan, lock(write, plan, records, true), records);
  }

  /** The parents, as far as they are read for what is to be done, locked. */
  private Map<UUID, Map<Integer, Object>> lock(
      Write write, EntityPlan plan, Map<UUID, Map<Integer, Delta>> records, boolean isWaiting) {
    List<Field> fields = neededFields(write, plan, records);
    StoredColumns columns = fields == plan.stored() ? plan.columns() : new StoredColumns(fields);
    Sql sql =
        Sql.of("select ")
            .join(", ", columns.select(RecordTable.ROW))
            .add(" from ")
            .add(StoredField.from(write.metadata(), plan.entity(), RecordTable.ROW))
            .add(" where r.id = any(")
            .bind(SqlType.UUID_ARRAY, RecordTable.inOrder(records.keySet()))
            .add(") order by r.id for no key update of r");
    if (!isWaiting) {
      sql.add(" skip locked");
    }
    Map<UUID, Map<Integer, Object>> rows = new LinkedHashMap<>();
    jdbc.query(
        sql,
        row -> {
          Map<Integer, Object> read = RecordTable.values(fields, columns, row, 1);
          return rows.put((UUID) Objects.requireNonNull(read.get(1)), read);
        });
    return rows;
  }

  /** Few columns where only the rollups move; the whole record where formulas follow them. */
  private static List<Field> neededFields(
      Write write, EntityPlan plan, Map<UUID, Map<Integer, Delta>> records) {
    Set<Integer> moving = new LinkedHashSet<>();
    for (Map<Integer, Delta> fields : records.values()) {
      moving.addAll(fields.keySet());
    }
    if (!plan.formulasAfter(moving).isEmpty()
        || isFed(plan, moving)
        || write.isHeard(plan.entity(), ChangeOperation.DERIVED)) {
      return plan.stored();
    }
    List<Field> fields = new ArrayList<>();
    fields.add(plan.field(SystemField.ID.id()).field());
    fields.add(plan.field(SystemField.VERSION.id()).field());
    for (Integer id : moving) {
      fields.add(plan.field(id).field());
      if (plan.searched().contains(plan.field(id).field())) {
        return plan.stored();
      }
    }
    return fields;
  }

  private static boolean isFed(EntityPlan plan, Set<Integer> moving) {
    for (FeedPlan feed : plan.feeds()) {
      Field of = feed.of();
      if ((of != null && moving.contains(of.id()))
          || (feed.filter() != null && feed.filter().readsAny(moving))) {
        return true;
      }
    }
    return false;
  }

  private List<Moved> apply(
      Write write,
      EntityPlan plan,
      Map<UUID, Map<Integer, Object>> rows,
      Map<UUID, Map<Integer, Delta>> records) {
    Map<UUID, Map<Integer, Delta>> free = new LinkedHashMap<>();
    for (UUID id : rows.keySet()) {
      free.put(id, Objects.requireNonNull(records.get(id)));
    }
    Map<Integer, Map<UUID, @Nullable Object>> fresh = values.after(write, plan, rows, free);
    List<Draft> drafts = new ArrayList<>();
    Map<UUID, @Nullable Long> causes = new HashMap<>();
    rows.forEach(
        (id, row) -> {
          Draft draft = Draft.change(plan, "", id, row);
          Map<Integer, Delta> fields = Objects.requireNonNull(free.get(id));
          fields.forEach(
              (field, delta) -> {
                draft.set(field, Objects.requireNonNull(fresh.get(field)).get(id));
                if (delta.cause() != null) {
                  causes.put(id, delta.cause());
                }
              });
          drafts.add(draft);
        });
    return store(write, plan, drafts, causes);
  }

  /** Computes the formulas that follow, and stores what really changed as derived. */
  List<Moved> store(
      Write write, EntityPlan plan, List<Draft> drafts, Map<UUID, @Nullable Long> causes) {
    List<Pending> all = new ArrayList<>();
    Set<Integer> moving = new HashSet<>();
    for (Draft draft : drafts) {
      moving.addAll(draft.changed());
    }
    List<FieldPlan> formulas = plan.formulasAfter(moving);
    for (Draft draft : drafts) {
      evaluate(write, draft, formulas);
      Pending pending = new Pending(draft, draft.changed(), causes.get(draft.id()));
      if (!pending.changed().isEmpty()) {
        all.add(pending);
      }
    }
    if (all.isEmpty()) {
      return List.of();
    }
    Map<UUID, Long> changes = statements.update(write, plan, all, ChangeOperation.DERIVED);
    write.tell(plan, ChangeOperation.DERIVED, changes, all.stream().map(Pending::draft).toList());
    List<Moved> moved = new ArrayList<>();
    for (Pending pending : all) {
      Draft draft = pending.draft();
      long change = Objects.requireNonNull(changes.get(draft.id()));
      moved.add(new Moved(plan, draft.id(), draft.before(), draft.after(), change));
    }
    if (!isFed(plan, changedFields(all))) {
      return List.of();
    }
    Set<UUID> deleted = deleted(write, plan, changes.keySet());
    moved.removeIf(one -> deleted.contains(one.id()));
    return moved;
  }

  /** Records in the recycle bin have rollups, but add to none. */
  private Set<UUID> deleted(Write write, EntityPlan plan, Set<UUID> ids) {
    return new HashSet<>(
        jdbc.query(
            Sql.of("select r.id from ")
                .add(StoredField.from(write.metadata(), plan.entity(), RecordTable.ROW))
                .add(" where r.deleted_at is not null and r.id = any(")
                .bind(SqlType.UUID_ARRAY, RecordTable.inOrder(ids))
                .add(")"),
            row -> Objects.requireNonNull(Jdbc.uuid(row, 1))));
  }

  private static Set<Integer> changedFields(List<Pending> all) {
    Set<Integer> changed = new HashSet<>();
    for (Pending pending : all) {
      changed.addAll(pending.changed());
    }
    return changed;
  }

  /** Computes formulas of a draft anew. */
  static void evaluate(Write write, Draft draft, List<FieldPlan> formulas) {
    for (FieldPlan field : formulas) {
      Compiled formula = Objects.requireNonNull(field.formula());
      Object value = formula.evaluate(write.row(draft.plan(), draft.after()), write.context());
      draft.set(field.field().id(), Values.ofKind(field.field().kind(), value));
    }
  }

  /** Leaves what could not be done at once to the folding. */
  private void append(
      Write write, Entity entity, Set<UUID> done, Map<UUID, Map<Integer, Delta>> records) {
    List<Sql> rows = new ArrayList<>();
    records.forEach(
        (id, fields) -> {
          if (!done.contains(id)) {
            fields.forEach((field, delta) -> rows.add(row(entity, id, field, delta)));
          }
        });
    if (!rows.isEmpty()) {
      jdbc.update(
          Sql.of("insert into ")
              .add(write.schema())
              .add(".rollup_delta (entity, record, field, amount, n, recompute, cause_seq)")
              .add(" values ")
              .join(", ", rows));
    }
  }

  private static Sql row(Entity entity, UUID id, int field, Delta delta) {
    boolean isExtreme = delta.isExtreme();
    return Sql.of("(")
        .number(entity.id())
        .add(", ")
        .bind(SqlType.UUID, id)
        .add(", ")
        .bind(SqlType.INTEGER, field)
        .add(", ")
        .bind(SqlType.NUMERIC, delta.amount())
        .add(", ")
        .bind(SqlType.BIGINT, delta.n())
        .add(", ")
        .bind(SqlType.BOOLEAN, isExtreme)
        .add(", ")
        .bind(SqlType.BIGINT, delta.cause())
        .add(")");
  }
}
