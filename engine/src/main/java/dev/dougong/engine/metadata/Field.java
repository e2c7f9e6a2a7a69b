package dev.dougong.engine.metadata;

import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.value.ValueKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published field: its definition, its immutable id and what was compiled from it.
 *
 * @param id unique in the workspace, never reused; below 100 for system fields
 * @param definition what the effective document says (made up for system fields)
 * @param type its type
 * @param kind kind of its values; for rollups and lookups the kind of what they take
 * @param placement where its values live
 * @param column name of its column and of its key in the document, {@code f<id>}; for system fields
 *     the system column
 * @param derivation where its values come from
 * @param target what it points at
 * @param rowFields fields of its rows, for tables
 * @param formula compiled formula, for formulas
 * @param defaultValue compiled default, or null
 * @param visibleWhen compiled, or null for always
 * @param requiredWhen compiled, or null
 * @param rollup resolved rollup, for rollups
 * @param lookup resolved lookup, for lookups
 * @param isSystem whether every record has it
 */
public record Field(
    int id,
    FieldDefinition definition,
    FieldType type,
    ValueKind kind,
    Placement placement,
    SqlName column,
    Derivation derivation,
    ReferenceTarget target,
    List<Field> rowFields,
    @Nullable Expression formula,
    @Nullable Expression defaultValue,
    @Nullable Expression visibleWhen,
    @Nullable Expression requiredWhen,
    @Nullable Rollup rollup,
    @Nullable Lookup lookup,
    boolean isSystem) {

  /** Copies the list. */
  public Field {
    rowFields = List.copyOf(rowFields);
  }

  /** Key in this version. */
  public String key() {
    return definition.key();
  }

  /** Whether people and programs may write it. */
  public boolean isWritable() {
    return derivation instanceof Derivation.Entered
        && (!isSystem || key().equals("owner") || key().equals("orgUnit"));
  }

  /** Whether a role may be shown a mask in the place of its values. */
  public boolean canMask() {
    return type.canMask() && !isSystem && derivation instanceof Derivation.Entered;
  }

  /** Whether values tell of a person; a table does where one of its fields does. */
  public boolean isPersonal() {
    return definition.isOn("personal") || rowFields.stream().anyMatch(Field::isPersonal);
  }

  /**
   * A rollup with ids.
   *
   * @param entity id of the aggregated entity
   * @param via id of its reference field that points here
   * @param aggregate how
   * @param of id of the aggregated field, or 0 for COUNT
   * @param filter compiled over the aggregated entity's own fields, or null
   */
  public record Rollup(
      int entity, int via, Derivation.Aggregate aggregate, int of, @Nullable Expression filter) {}

  /**
   * A lookup with ids.
   *
   * @param via id of the reference field of this entity
   * @param field id of the field of the target
   */
  public record Lookup(int via, int field) {}
}
