package dev.dougong.engine.metadata.kind;

import dev.dougong.engine.definition.EntityDefinition;
import dev.dougong.engine.definition.EntityReader;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.definition.PageDefinition;
import dev.dougong.engine.definition.RuleDefinition;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.value.ValueKind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Walks the places of an entity's document that name fields, its own and those of others. */
final class EntityReferences {

  private static final ProblemSink UNHEARD = problem -> {};

  private final FieldTypes types;
  private final Candidate candidate;
  private final Entity entity;

  EntityReferences(FieldTypes types, Candidate candidate, Entity entity) {
    this.types = types;
    this.candidate = candidate;
    this.entity = entity;
  }

  void walk(EntityDefinition definition) {
    own(definition.title(), "/title");
    for (int i = 0; i < definition.naturalKey().size(); i++) {
      own(definition.naturalKey().get(i), "/naturalKey/" + i);
    }
    fields(definition.fields(), entity.scope(), "/fields/");
    page(EntityReader.page(definition), UNHEARD);
    new DuplicateRuleCheck(candidate, entity).check(EntityReader.duplicates(definition), UNHEARD);
    new ProcedureNames(types, candidate, entity).check(definition, UNHEARD);
    List<RuleDefinition> rules = definition.rules();
    for (int i = 0; i < rules.size(); i++) {
      own(rules.get(i).field(), "/rules/" + i + "/field");
      condition(rules.get(i).when(), entity.scope(), "/rules/" + i + "/when");
    }
  }

  /** Walks what the page of a record names, its own fields and those of related entities. */
  void page(PageDefinition page, ProblemSink problems) {
    for (int i = 0; i < page.keyFigures().size(); i++) {
      candidate.hasField(entity, page.keyFigures().get(i), "/page/keyFigures/" + i, problems);
    }
    List<PageDefinition.Related> related =
        Objects.requireNonNullElse(page.timeline(), List.<PageDefinition.Related>of());
    for (int i = 0; i < related.size(); i++) {
      related(related.get(i), "/page/timeline/" + i, problems);
    }
    new PageParts(candidate, entity).check(page, problems);
  }

  private void related(PageDefinition.Related related, String place, ProblemSink problems) {
    Entity other = candidate.entity(related.entity(), place + "/entity", problems);
    if (other == null) {
      return;
    }
    if (candidate.hasField(other, related.via(), place + "/via", problems)) {
      Field via = other.field(related.via());
      if (via != null
          && !(via.kind() == ValueKind.REFERENCE
              && via.target() instanceof ReferenceTarget.ToEntity to
              && to.entity().equals(entity.key()))) {
        problems.add(
            Problem.at(place + "/via", "metadata.notReferenceHere")
                .with("value", related.via())
                .with("entity", entity.key()));
      }
    }
    String at = related.at();
    if (at != null && candidate.hasField(other, at, place + "/at", problems)) {
      Field time = other.field(at);
      if (time != null
          && (time.placement() == Placement.VIRTUAL
              || time.kind() != ValueKind.DATE && time.kind() != ValueKind.DATE_TIME)) {
        problems.add(Problem.at(place + "/at", "metadata.notStoredTime").with("value", at));
      }
    }
    for (int i = 0; i < related.show().size(); i++) {
      candidate.hasField(other, related.show().get(i), place + "/show/" + i, problems);
    }
  }

  private void fields(List<FieldDefinition> fields, Scope scope, String place) {
    for (int i = 0; i < fields.size(); i++) {
      FieldDefinition field = fields.get(i);
      String at = place + i;
      any(field.defaultValue(), scope, at + "/default");
      condition(field.visibleWhen(), scope, at + "/visible");
      condition(field.requiredWhen(), scope, at + "/requiredWhen");
      for (int c = 0; c < field.covers().size(); c++) {
        own(field.covers().get(c), at + "/covers/" + c);
      }
      FieldType type = types.find(field.type());
      if (type != null) {
        target(type.target(field), at);
        derivation(type.derivation(field), scope, at);
      }
      ScopeField known = scope.field(field.key());
      Scope rows = known == null || field.fields().isEmpty() ? null : known.inner().get();
      if (rows != null) {
        fields(field.fields(), rows, at + "/fields/");
      }
    }
  }

  private void target(ReferenceTarget target, String at) {
    if (target instanceof ReferenceTarget.ToEntity to) {
      candidate.entity(to.entity(), at + "/entity", UNHEARD);
    }
  }

  private void derivation(Derivation derivation, Scope scope, String at) {
    if (derivation instanceof Derivation.Formula formula) {
      any(formula.expression(), scope, at + "/expression");
    } else if (derivation instanceof Derivation.Lookup lookup) {
      own(lookup.via(), at + "/via");
      Entity target = target(lookup.via());
      if (target != null) {
        candidate.hasField(target, lookup.field(), at + "/of", UNHEARD);
      }
    } else if (derivation instanceof Derivation.Rollup rollup) {
      Entity child = candidate.entity(rollup.entity(), at + "/entity", UNHEARD);
      if (child != null) {
        candidate.hasField(child, rollup.via(), at + "/via", UNHEARD);
        if (rollup.of() != null) {
          candidate.hasField(child, rollup.of(), at + "/of", UNHEARD);
        }
        condition(rollup.filter(), child.scope(), at + "/filter");
      }
    }
  }

  /** Where a reference of this entity leads, also when its key was just changed. */
  private @Nullable Entity target(String via) {
    for (Field field : entity.fields()) {
      boolean isMeant = field.key().equals(via) || field.definition().formerKeys().contains(via);
      if (isMeant && field.target() instanceof ReferenceTarget.ToEntity to) {
        return candidate.findEntity(to.entity());
      }
    }
    return null;
  }

  private void own(@Nullable String key, String place) {
    if (key != null) {
      candidate.hasField(entity, key, place, UNHEARD);
    }
  }

  private void condition(@Nullable String text, Scope scope, String place) {
    if (text != null) {
      candidate.expression(text, scope, ValueType.BOOLEAN, place, UNHEARD);
    }
  }

  private void any(@Nullable String text, Scope scope, String place) {
    if (text != null) {
      candidate.expression(text, scope, null, place, UNHEARD);
    }
  }
}
