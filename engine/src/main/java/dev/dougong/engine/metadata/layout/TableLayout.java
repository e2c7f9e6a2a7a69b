package dev.dougong.engine.metadata.layout;

import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ColumnShape;
import dev.dougong.engine.storage.IndexShape;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.storage.TableShape;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table that an entity needs, as its fields are placed now. */
public final class TableLayout {

  private TableLayout() {}

  /** The whole table. */
  public static TableShape of(Entity entity) {
    return of(entity, Map.of());
  }

  /** The whole table, where some fields are placed otherwise than the snapshot says. */
  public static TableShape of(Entity entity, Map<Integer, Placement> placements) {
    List<ColumnShape> columns = new ArrayList<>();
    Set<IndexShape> indexes = new LinkedHashSet<>();
    SqlName table = entity.table();
    indexes.add(new IndexShape.Ordered(table, SystemField.ORG_UNIT.column()));
    indexes.add(new IndexShape.Ordered(table, SystemField.OWNER.column()));
    indexes.add(new IndexShape.Deleted(table));
    boolean isSearched = false;
    for (Field field : entity.fields()) {
      Placement placement = placements.getOrDefault(field.id(), field.placement());
      if (placement == Placement.COLUMN || placement == Placement.FILLING) {
        columns.add(column(field));
      }
      isSearched |= isSearched(field);
      indexes.addAll(indexes(entity, field, placement, covered(entity, field, placements)));
    }
    List<Field> naturalKey = entity.naturalKey();
    boolean isReady =
        naturalKey.stream()
            .map(field -> placements.getOrDefault(field.id(), field.placement()))
            .allMatch(placement -> placement == Placement.COLUMN);
    if (!naturalKey.isEmpty() && isReady) {
      indexes.add(new IndexShape.Unique(table, naturalKey.stream().map(Field::id).toList()));
    }
    if (isSearched) {
      indexes.add(new IndexShape.Searched(table));
    }
    return new TableShape(table, columns, isSearched, List.copyOf(indexes));
  }

  /** Whether the quick search looks into the field. */
  public static boolean isSearched(Field field) {
    return field.definition().searched() && field.placement() != Placement.VIRTUAL;
  }

  /** The column of a field that has one. */
  public static ColumnShape column(Field field) {
    return new ColumnShape(field.column(), SqlType.of(field.kind()));
  }

  /** What the index of a field carries along; nothing until all of it is in columns. */
  private static List<SqlName> covered(
      Entity entity, Field field, Map<Integer, Placement> placements) {
    List<SqlName> covered = new ArrayList<>();
    for (String key : field.definition().covers()) {
      Field other = entity.field(key);
      if (other == null
          || placements.getOrDefault(other.id(), other.placement()) != Placement.COLUMN) {
        return List.of();
      }
      covered.add(other.column());
    }
    return covered;
  }

  private static List<IndexShape> indexes(
      Entity entity, Field field, Placement placement, List<SqlName> covered) {
    List<IndexShape> indexes = new ArrayList<>();
    SqlName table = entity.table();
    if (field.kind() == ValueKind.TABLE && hasReference(field)) {
      indexes.add(new IndexShape.Rows(table, field.column()));
    }
    if (placement != Placement.COLUMN) {
      return indexes; // while a column is being filled it has no index
    }
    if (field.kind() == ValueKind.SEALED) {
      if (field.definition().indexed() || field.definition().unique()) {
        indexes.add(new IndexShape.Sealed(table, field.column(), field.definition().unique()));
      }
      return indexes;
    }
    boolean isReference = field.target() instanceof ReferenceTarget.ToEntity;
    if (field.kind() == ValueKind.TEXT_LIST || field.kind() == ValueKind.REFERENCE_LIST) {
      if (field.definition().indexed() || isReference) {
        indexes.add(new IndexShape.Listed(table, field.column()));
      }
    } else if ((field.definition().indexed() || isReference)
        && !isOrderedByUnique(field, covered)) {
      indexes.add(new IndexShape.Ordered(table, field.column(), covered));
    }
    if (field.definition().unique()) {
      indexes.add(new IndexShape.Unique(table, List.of(field.id())));
    }
    return indexes;
  }

  /** Values that differ and are always there need no second index for filter and order. */
  private static boolean isOrderedByUnique(Field field, List<SqlName> covered) {
    return field.definition().unique() && field.definition().required() && covered.isEmpty();
  }

  private static boolean hasReference(Field table) {
    return table.rowFields().stream()
        .anyMatch(row -> row.target() instanceof ReferenceTarget.ToEntity);
  }
}
