package dev.dougong.engine.metadata.compile;

import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.value.ValueKind;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fills the scopes of entities and of tables' rows. Fields without a kind have no name in them. */
final class ScopePass {

  private final Drafts drafts;
  private final Map<String, Scope> scopes = new HashMap<>();

  ScopePass(Drafts drafts) {
    this.drafts = drafts;
  }

  void run() {
    drafts.entities.forEach((key, entity) -> scopes.put(key, entity.scope));
    for (EntityDraft entity : drafts.entities.values()) {
      DraftScope scope = (DraftScope) entity.scope;
      for (Field field : entity.systemFields) {
        scope.add(new ScopeField(field.key(), field.id(), valueType(field), () -> null));
      }
      entity.fields.forEach(field -> add(field, scope));
    }
  }

  private void add(FieldDraft field, DraftScope scope) {
    ValueType type = field.valueType;
    if (type == null) {
      return;
    }
    scope.add(new ScopeField(field.key(), field.id, type, inner(field, type)));
  }

  private Supplier<@Nullable Scope> inner(FieldDraft field, ValueType type) {
    if (field.kind == ValueKind.TABLE && field.table == null) {
      DraftScope row = new DraftScope();
      field.rowScope = row;
      field.rows.forEach(inRow -> add(inRow, row));
      return () -> row;
    }
    String target = type.target();
    Scope scope = target == null ? null : scopes.get(target);
    return () -> scope;
  }

  /** What a system field gives. */
  static ValueType valueType(Field field) {
    if (field.target() instanceof ReferenceTarget.ToEntity to) {
      return ValueType.reference(to.entity());
    }
    if (field.target() instanceof ReferenceTarget.ToUser) {
      return ValueType.reference(ValueType.USER);
    }
    if (field.target() instanceof ReferenceTarget.ToOrgUnit) {
      return ValueType.reference(ValueType.ORG_UNIT);
    }
    return ValueType.of(field.kind());
  }
}
