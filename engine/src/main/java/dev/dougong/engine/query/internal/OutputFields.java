package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.query.internal.OutputField.LabelSource;
import dev.dougong.engine.record.internal.ColumnReader;
import dev.dougong.engine.record.internal.StoredColumns;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.value.ValueKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an answer shows of each record: the stored values, the computed ones and the labels of
 * references, as a select list and as slots of a row. Immutable.
 */
final class OutputFields {

  private final List<OutputField> fields = new ArrayList<>();
  private final List<Field> stored = new ArrayList<>();
  private final List<Field> computed = new ArrayList<>();
  private final List<OutputField> labelled = new ArrayList<>();
  private final List<OutputField> masked = new ArrayList<>();
  private final Map<Integer, Integer> slotById = new HashMap<>();
  private final StoredColumns columns;
  private final RowFormulas formulas;
  private final int slots;

  /** Shows the given fields, all readable, and takes some more along without showing them. */
  OutputFields(Access access, Entity entity, List<Field> shown, List<Field> takenAlong) {
    Map<Integer, Field> asked = new LinkedHashMap<>();
    shown.forEach(field -> asked.put(field.id(), field));
    takenAlong.forEach(field -> asked.put(field.id(), field));
    Collection<Field> all = RowFormulas.withInputs(entity, asked.values());
    for (Field field : all) {
      if (field.placement() != Placement.VIRTUAL) {
        stored.add(field);
      } else if (!RowFormulas.isOwn(entity, field)) {
        computed.add(field);
      }
    }
    stored.forEach(field -> slotById.put(field.id(), slotById.size()));
    computed.forEach(field -> slotById.put(field.id(), slotById.size()));
    all.forEach(field -> slotById.putIfAbsent(field.id(), slotById.size()));
    columns = new StoredColumns(stored);
    formulas = new RowFormulas(entity, all, slotById);
    EntityAccess rights = access.entity(entity);
    int labelSlot = slotById.size();
    for (Field field : shown) {
      LabelSource source = source(field);
      Field title = null;
      int slot = -1;
      if (source == LabelSource.RECORD || source == LabelSource.RECORDS) {
        title = readableTitle(access, field);
        if (title != null) {
          slot = labelSlot++;
        }
      }
      OutputField output =
          new OutputField(
              field,
              slotOf(field),
              source,
              slot,
              title,
              rights.isMasked(field),
              title != null && isMaskedTitle(access, field, title));
      fields.add(output);
      if (output.isMasked() || output.isTitleMasked()) {
        masked.add(output);
      }
      if (slot >= 0) {
        labelled.add(output);
      }
    }
    slots = labelSlot;
  }

  /** All fields of which the reader may see the values or their masks. */
  static List<Field> readable(EntityAccess rights, Entity entity) {
    List<Field> result = new ArrayList<>();
    for (Field field : entity.allFields()) {
      if (rights.isShown(field)) {
        result.add(field);
      }
    }
    return result;
  }

  /** The fields to show, in order. */
  List<OutputField> shown() {
    return fields;
  }

  /** Place of a field's value in a row's slots. */
  int slotOf(Field field) {
    return Objects.requireNonNull(slotById.get(field.id()), field::key);
  }

  /** How many slots a row has. */
  int slots() {
    return slots;
  }

  /**
   * The select list.
   *
   * @param scope for computed values
   * @param labels for titles of what references point at, as the reader may see them
   */
  List<Sql> select(SqlName alias, RecordSqlScope scope, RecordSqlScope labels) {
    List<Sql> list = new ArrayList<>(columns.select(alias));
    for (Field field : computed) {
      list.add(scope.value(field));
    }
    for (OutputField output : labelled) {
      Field title = output.title();
      if (title == null) {
        continue;
      }
      list.add(
          output.label() == LabelSource.RECORD
              ? labels.title(output.field(), title)
              : labels.titles(output.field(), title));
    }
    return list;
  }

  /** Reads a row; our columns begin at the first one. */
  @Nullable Object[] read(ResultSet row, int first, EvaluationContext context) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[slots];
    columns.read(row, first, values);
    int column = first + columns.width();
    for (int i = 0; i < computed.size(); i++) {
      values[stored.size() + i] = ColumnReader.read(row, column++, computed.get(i));
    }
    for (OutputField output : labelled) {
      Field title = output.title();
      if (title != null) {
        values[output.labelSlot()] =
            output.label() == LabelSource.RECORD
                ? ColumnReader.read(row, column, title)
                : ColumnReader.read(row, column, ValueKind.TEXT_LIST);
        column++;
      }
    }
    formulas.compute(values, context);
    masked.forEach(output -> output.mask(values));
    return values;
  }

  private static LabelSource source(Field field) {
    boolean isMany = field.kind() == ValueKind.REFERENCE_LIST;
    if (field.kind() != ValueKind.REFERENCE && !isMany) {
      return LabelSource.NONE;
    }
    if (field.id() == SystemField.ID.id()) {
      return LabelSource.NONE;
    }
    if (field.target() instanceof ReferenceTarget.ToEntity) {
      return isMany ? LabelSource.RECORDS : LabelSource.RECORD;
    }
    if (field.target() instanceof ReferenceTarget.ToOrgUnit) {
      return LabelSource.ORG_UNIT;
    }
    return isMany ? LabelSource.USERS : LabelSource.USER;
  }

  private static @Nullable Field readableTitle(Access access, Field field) {
    if (field.target() instanceof ReferenceTarget.ToEntity to) {
      Entity target = access.metadata().entity(to.entity());
      EntityAccess rights = access.entity(target);
      Field title = target.title();
      if (title != null && !rights.isNone() && rights.isShown(title)) {
        return title;
      }
    }
    return null;
  }

  private static boolean isMaskedTitle(Access access, Field field, Field title) {
    return field.target() instanceof ReferenceTarget.ToEntity to
        && access.entity(access.metadata().entity(to.entity())).isMasked(title);
  }
}
