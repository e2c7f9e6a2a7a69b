package dev.dougong.engine.metadata.compile;

import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.fieldtype.Derivation.Aggregate;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what references, rollups and lookups name, and the kind of every value. */
final class KindPass {

  private final Drafts drafts;
  private final Set<FieldDraft> open = new HashSet<>();
  private final Set<FieldDraft> done = new HashSet<>();

  KindPass(Drafts drafts) {
    this.drafts = drafts;
  }

  void run() {
    drafts.allFields().forEach(this::resolve);
  }

  private void resolve(FieldDraft field) {
    if (done.contains(field)) {
      return;
    }
    if (!open.add(field)) {
      return; // a cycle; DerivationPass reports it
    }
    if (field.derivation instanceof Derivation.Rollup rollup) {
      resolve(field, rollup);
    } else if (field.derivation instanceof Derivation.Lookup lookup) {
      resolve(field, lookup);
    } else {
      field.valueType = declared(field);
    }
    open.remove(field);
    done.add(field);
  }

  private @Nullable ValueType declared(FieldDraft field) {
    boolean isReference =
        field.kind == ValueKind.REFERENCE || field.kind == ValueKind.REFERENCE_LIST;
    if (!isReference) {
      return ValueType.of(field.kind);
    }
    String target;
    if (field.target instanceof ReferenceTarget.ToEntity to) {
      if (drafts.entity(to.entity()) == null) {
        field.report("entity", unknown("metadata.unknownEntity", to.entity(), drafts.entityKeys()));
        return null;
      }
      checkUnit(field, to);
      target = to.entity();
    } else if (field.target instanceof ReferenceTarget.ToUser) {
      target = ValueType.USER;
    } else if (field.target instanceof ReferenceTarget.ToOrgUnit) {
      target = ValueType.ORG_UNIT;
    } else {
      field.report("type", Problem.of("metadata.noTarget").with("value", field.type.id()));
      return null;
    }
    return new ValueType(field.kind, target);
  }

  /** New records find the target of their organisation unit by a field that is unique. */
  private void checkUnit(FieldDraft field, ReferenceTarget.ToEntity to) {
    String unit = field.type.unitField(field.definition);
    if (unit == null) {
      return;
    }
    EntityDraft entity = Objects.requireNonNull(drafts.entity(to.entity()));
    FieldDraft there = entity.byKey.get(unit);
    if (there == null) {
      field.report("ofUnit", unknown("metadata.unknownField", unit, entity.byKey.keySet()));
    } else if (field.table != null
        || there.kind != ValueKind.REFERENCE
        || !(there.target instanceof ReferenceTarget.ToOrgUnit)
        || !there.definition.unique()) {
      field.report(
          "ofUnit",
          Problem.of("metadata.unitField").with("value", unit).with("entity", to.entity()));
    }
  }

  private void resolve(FieldDraft field, Derivation.Rollup rollup) {
    EntityDraft child = drafts.entity(rollup.entity());
    if (child == null) {
      field.report(
          "entity", unknown("metadata.unknownEntity", rollup.entity(), drafts.entityKeys()));
      return;
    }
    FieldDraft via = child.byKey.get(rollup.via());
    if (via == null
        || via.kind != ValueKind.REFERENCE
        || !(via.target instanceof ReferenceTarget.ToEntity to)
        || !to.entity().equals(field.entity.key())) {
      field.report(
          "via",
          Problem.of("metadata.rollupVia")
              .with("value", rollup.via())
              .with("entity", rollup.entity())
              .with("target", field.entity.key())
              .near(pointingAt(child, field.entity.key())));
      return;
    }
    String of = rollup.of();
    int ofId = 0;
    if (rollup.aggregate() == Aggregate.COUNT) {
      field.kind = ValueKind.INTEGER;
      field.valueType = ValueType.of(ValueKind.INTEGER);
    } else {
      FieldDraft source = of == null ? null : child.byKey.get(of);
      if (source == null) {
        field.report(
            "of", unknown("metadata.unknownField", of == null ? "" : of, child.byKey.keySet()));
        return;
      }
      resolve(source);
      if (!mayAggregate(rollup.aggregate(), source.kind)) {
        field.report(
            "of",
            Problem.of("metadata.rollupOf")
                .with("value", source.key())
                .with("type", source.type.id())
                .with("aggregate", rollup.aggregate().name().toLowerCase(java.util.Locale.ROOT)));
        return;
      }
      ofId = source.id;
      boolean isPick = rollup.aggregate() == Aggregate.MIN || rollup.aggregate() == Aggregate.MAX;
      field.kind = isPick ? source.kind : ValueKind.DECIMAL;
      field.valueType = ValueType.of(field.kind);
    }
    field.rollup = new Field.Rollup(child.id, via.id, rollup.aggregate(), ofId, null);
  }

  private static boolean mayAggregate(Aggregate aggregate, ValueKind kind) {
    boolean isNumber = kind == ValueKind.INTEGER || kind == ValueKind.DECIMAL;
    return switch (aggregate) {
      case COUNT -> true;
      case SUM, AVERAGE -> isNumber;
      case MIN, MAX ->
          isNumber
              || kind == ValueKind.DATE
              || kind == ValueKind.DATE_TIME
              || kind == ValueKind.TIME
              || kind == ValueKind.DURATION;
    };
  }

  private static List<String> pointingAt(EntityDraft child, String entity) {
    return child.fields.stream()
        .filter(
            field ->
                field.target instanceof ReferenceTarget.ToEntity to && to.entity().equals(entity))
        .map(FieldDraft::key)
        .limit(3)
        .toList();
  }

  private void resolve(FieldDraft field, Derivation.Lookup lookup) {
    FieldDraft via = field.entity.byKey.get(lookup.via());
    EntityDraft target =
        via != null
                && via.kind == ValueKind.REFERENCE
                && via.target instanceof ReferenceTarget.ToEntity to
            ? drafts.entity(to.entity())
            : null;
    if (via == null || target == null) {
      field.report("via", unknown("metadata.lookupVia", lookup.via(), field.entity.byKey.keySet()));
      return;
    }
    FieldDraft source = target.byKey.get(lookup.field());
    Field system =
        target.systemFields.stream()
            .filter(known -> known.key().equals(lookup.field()))
            .findFirst()
            .orElse(null);
    if (source != null) {
      resolve(source);
      field.kind = source.kind;
      field.valueType = source.valueType;
      field.lookup = new Field.Lookup(via.id, source.id);
    } else if (system != null) {
      field.kind = system.kind();
      field.valueType = ScopePass.valueType(system);
      field.lookup = new Field.Lookup(via.id, system.id());
    } else {
      field.report("of", unknown("metadata.unknownField", lookup.field(), target.byKey.keySet()));
    }
  }

  static Problem unknown(String code, String key, Iterable<String> known) {
    List<String> names = new java.util.ArrayList<>();
    known.forEach(names::add);
    return Problem.of(code).with("value", key).near(Expressions.near(key, names));
  }
}
