package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.expression.Dependencies;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.check.DependencyCollector;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.query.GroupKey;
import dev.dougong.engine.query.GroupMeasure;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.query.Related;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.value.ValueKind;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the answer of a query depends on: stored fields of its records and of the records that ways
 * and rules of rights lead to, the day and the reader. Computed fields are followed to what they
 * are computed from.
 */
final class GroupReads {

  private final Access access;
  private final Entity entity;
  private final Set<Integer> own = new TreeSet<>();
  private final Map<Integer, Set<Integer>> far = new TreeMap<>();
  private final Set<Integer> ruled = new HashSet<>();
  private boolean usesToday;
  private boolean usesUser;
  private boolean isTraceable = true;

  private GroupReads(Access access, Entity entity) {
    this.access = access;
    this.entity = entity;
  }

  /** Of a query, asked by a reader. */
  static GroupReads of(Access access, GroupQuery query) {
    GroupReads reads = new GroupReads(access, query.entity());
    reads.note(access.entity(query.entity()).read(), query.entity(), true);
    query.conditions().forEach(reads::noteOwn);
    if (query.period() != null) {
      reads.noteOwn(query.period().value());
    }
    for (GroupKey key : query.keys()) {
      reads.noteOwn(key.value());
      if (key.related() != null) {
        reads.note(key.related());
      }
    }
    for (GroupMeasure measure : query.measures()) {
      if (measure instanceof GroupMeasure.Aggregated aggregated) {
        reads.noteIfGiven(aggregated.value());
        reads.noteIfGiven(aggregated.filter());
        if (aggregated.related() != null) {
          reads.note(aggregated.related());
        }
      } else if (measure instanceof GroupMeasure.Computed computed) {
        reads.noteContext(computed.value());
      }
    }
    if (query.having() != null) {
      reads.noteContext(query.having());
    }
    return reads;
  }

  /** Fields of the query's own records. */
  Set<Integer> own() {
    return own;
  }

  /** Fields of records that ways lead to, by entity. */
  Map<Integer, Set<Integer>> far() {
    return far;
  }

  /** Whether the answer changes with the day. */
  boolean usesToday() {
    return usesToday;
  }

  /** Whether the answer is one reader's only. */
  boolean usesUser() {
    return usesUser;
  }

  /** Whether the change log tells of everything that can change the answer. */
  boolean isTraceable() {
    return isTraceable;
  }

  /** Whether the change log also tells what the own fields were before. */
  boolean isReversible() {
    for (int id : own) {
      Field field = entity.field(id);
      boolean isColumn =
          field.placement() == Placement.COLUMN || field.placement() == Placement.FILLING;
      if (isColumn && field.kind() == ValueKind.DURATION) {
        return false;
      }
    }
    return true;
  }

  /**
   * A sequence follows from the query's own records, so any change of one tells. New records of
   * another entity are no change of those that ways lead to.
   */
  private void note(Related related) {
    if (related instanceof Related.Sequence sequence) {
      noteOwn(sequence.owner());
      noteOwn(sequence.date());
      noteIfGiven(sequence.among());
    } else {
      isTraceable = false;
    }
  }

  private void noteIfGiven(@Nullable Expression expression) {
    if (expression != null) {
      noteOwn(expression);
    }
  }

  private void noteOwn(Expression expression) {
    note(expression, entity, true);
  }

  /** Of an expression over groups: its fields are columns of the answer. */
  private Dependencies noteContext(Expression expression) {
    Dependencies dependencies = DependencyCollector.of(expression).dependencies();
    usesToday |= dependencies.usesToday();
    usesUser |= dependencies.usesUser();
    isTraceable &= !dependencies.usesNow();
    return dependencies;
  }

  private void note(Expression expression, Entity at, boolean isOwn) {
    for (FieldPath path : noteContext(expression).fields()) {
      walk(path, at, isOwn);
    }
  }

  private void note(RowRule rule, Entity at, boolean isOwn) {
    if (rule instanceof RowRule.Where where) {
      note(where.condition(), at, isOwn);
    }
  }

  private void walk(FieldPath path, Entity from, boolean isFromOwn) {
    Entity at = from;
    boolean isOwn = isFromOwn;
    for (int hop : path.hops()) {
      Field field = at.field(hop);
      read(field, at, isOwn);
      if (!(field.target() instanceof ReferenceTarget.ToEntity to)) {
        isTraceable &= field.kind() == ValueKind.TABLE && path.hops().size() == 1;
        return;
      }
      at = access.metadata().entity(to.entity());
      isOwn = false;
      far.computeIfAbsent(at.id(), id -> new TreeSet<>());
      if (ruled.add(at.id())) {
        note(access.entity(at).read(), at, false);
      }
    }
    read(at.field(path.last()), at, isOwn);
  }

  private void read(Field field, Entity at, boolean isOwn) {
    if (field.placement() == Placement.VIRTUAL) {
      if (field.formula() != null) {
        note(field.formula(), at, isOwn);
      } else if (field.lookup() != null) {
        walk(
            FieldPath.of(field.lookup().via()).then(FieldPath.of(field.lookup().field())),
            at,
            isOwn);
      } else {
        isTraceable = false;
      }
      return;
    }
    isTraceable &= !isBookkeeping(field);
    Set<Integer> fields = isOwn ? own : far.computeIfAbsent(at.id(), id -> new TreeSet<>());
    fields.add(field.id());
  }

  /** What every write sets, and no change tells. */
  private static boolean isBookkeeping(Field field) {
    return field.id() == SystemField.VERSION.id()
        || field.id() == SystemField.UPDATED_AT.id()
        || field.id() == SystemField.UPDATED_BY.id();
  }
}
