package dev.dougong.engine.metadata.compile;

import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field while it is compiled. */
final class FieldDraft {

  final int id;
  final EntityDraft entity;
  final @Nullable FieldDraft table;
  final FieldDefinition definition;
  final FieldType type;
  final Derivation derivation;
  final ReferenceTarget target;
  final String place;
  final List<FieldDraft> rows = new ArrayList<>();
  final Map<String, FieldDraft> rowsByKey = new LinkedHashMap<>();

  /** Set by {@link KindPass}; the formula's result until then. */
  ValueKind kind;

  @Nullable ValueType valueType;
  @Nullable Scope rowScope;
  @Nullable Expression formula;
  @Nullable Expression defaultValue;
  @Nullable Expression visibleWhen;
  @Nullable Expression requiredWhen;
  Field.@Nullable Rollup rollup;
  Field.@Nullable Lookup lookup;
  boolean isStored = true;
  boolean wantsColumn;

  FieldDraft(
      int id,
      EntityDraft entity,
      @Nullable FieldDraft table,
      FieldDefinition definition,
      FieldType type,
      String place) {
    this.id = id;
    this.entity = entity;
    this.table = table;
    this.definition = definition;
    this.type = type;
    this.place = place;
    this.derivation = type.derivation(definition);
    this.target = type.target(definition);
    this.kind = type.kind(definition);
  }

  String key() {
    return definition.key();
  }

  /** For messages: {@code sale.items.price}. */
  String path() {
    return (table == null ? entity.key() : table.path()) + "." + key();
  }

  /** The names that its own expressions may use. */
  Scope scope() {
    return table == null || table.rowScope == null ? entity.scope : table.rowScope;
  }

  /** Reports a problem at an option of this field; the empty option is the field. */
  void report(String option, Problem problem) {
    String at = option.isEmpty() ? place : place + Problem.pointer(option);
    entity.problems.add(problem.below(at));
  }
}
