package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.Values;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record on its way into the table: as it was, and as it shall be. */
final class Draft {

  private final EntityPlan plan;
  private final String place;
  private final UUID id;
  private final @Nullable Map<Integer, Object> before;
  private final Map<Integer, Object> after;

  /** What the writer or a default gave a value; true where it was the writer. */
  private final Map<Integer, Boolean> touched = new HashMap<>();

  private Draft(EntityPlan plan, String place, UUID id, @Nullable Map<Integer, Object> before) {
    this.plan = plan;
    this.place = place;
    this.id = id;
    this.before = before;
    this.after = before == null ? new HashMap<>(2 * plan.stored().size()) : new HashMap<>(before);
  }

  /** A record that is made. */
  static Draft create(EntityPlan plan, String place, UUID id) {
    return new Draft(plan, place, id, null);
  }

  /** A record that is changed. */
  static Draft change(EntityPlan plan, String place, UUID id, Map<Integer, Object> before) {
    return new Draft(plan, place, id, before);
  }

  EntityPlan plan() {
    return plan;
  }

  /** JSON pointer of its operation; empty for a single write. */
  String place() {
    return place;
  }

  UUID id() {
    return id;
  }

  boolean isNew() {
    return before == null;
  }

  /** As it was; null for a new one. */
  @Nullable Map<Integer, Object> before() {
    return before;
  }

  /** As it shall be. */
  Map<Integer, Object> after() {
    return after;
  }

  @Nullable Object value(int fieldId) {
    return after.get(fieldId);
  }

  /** Whether the writer gave a value, were it an empty one. */
  boolean isNamed(int fieldId) {
    return Boolean.TRUE.equals(touched.get(fieldId));
  }

  /** Whether the writer or a default gave a value. */
  boolean isTouched(int fieldId) {
    return touched.containsKey(fieldId);
  }

  /** Takes a value of the writer. */
  void name(Field field, @Nullable Object value) {
    touched.put(field.id(), true);
    set(field.id(), value);
  }

  /** Takes a value that needs the checks of a written one. */
  void touch(Field field, @Nullable Object value) {
    touched.putIfAbsent(field.id(), false);
    set(field.id(), value);
  }

  /** Takes a value. */
  void set(int fieldId, @Nullable Object value) {
    if (value == null) {
      after.remove(fieldId);
    } else {
      after.put(fieldId, value);
    }
  }

  /** The fields whose values differ, system fields that every write sets apart. */
  Set<Integer> changed() {
    Set<Integer> result = new LinkedHashSet<>();
    for (Field field : plan.stored()) {
      if (isBookkeeping(field.id())) {
        continue;
      }
      Object now = after.get(field.id());
      boolean isSame = before == null ? now == null : Values.isSame(before.get(field.id()), now);
      if (!isSame) {
        result.add(field.id());
      }
    }
    return result;
  }

  private static boolean isBookkeeping(int fieldId) {
    return fieldId <= SystemField.UPDATED_BY.id();
  }

  long version() {
    Object version = after.get(SystemField.VERSION.id());
    return version == null ? 0 : (Long) version;
  }

  EntityRecord toRecord() {
    return new EntityRecord(plan.entity().id(), after);
  }
}
