package dev.dougong.engine.metadata.compile;

import dev.dougong.engine.definition.DuplicateRule;
import dev.dougong.engine.definition.EntityReader;
import dev.dougong.engine.definition.RoleDefinition;
import dev.dougong.engine.definition.RoleDefinition.EntityRights;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.value.ValueKind;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which fields should live in columns: what is unique, indexed, in the natural key or the
 * title, what refers to records, rollups and what they read, what row rules of roles read, and by
 * what duplicates are found.
 */
final class PlacementPass {

  private static final int LONGEST_INDEXED = 600;
  private static final int LONG_BY_NATURE = 10_000;

  private final Drafts drafts;
  private final Expressions expressions;

  PlacementPass(Drafts drafts, Expressions expressions) {
    this.drafts = drafts;
    this.expressions = expressions;
  }

  void run(Collection<RoleDefinition> roles) {
    for (FieldDraft field : drafts.allFields()) {
      if (field.table == null) {
        byDefinition(field);
      }
      if (field.rollup != null) {
        want(field.rollup.via());
        want(field.rollup.of());
        want(field.rollup.filter());
      }
    }
    for (EntityDraft entity : drafts.entities.values()) {
      byKeys(entity);
      byDuplicates(entity);
    }
    roles.forEach(this::byRules);
  }

  private void byDefinition(FieldDraft field) {
    boolean isIndexed = field.definition.indexed();
    boolean isUnique = field.definition.unique();
    if ((isIndexed || isUnique) && isLong(field)) {
      field.report(
          isUnique ? "unique" : "indexed",
          Problem.of("metadata.tooLongToIndex").with("limit", LONGEST_INDEXED));
    }
    if (isUnique && !isComparable(field.kind)) {
      field.report("unique", Problem.of("metadata.notUnique").with("value", field.type.id()));
    }
    if (isIndexed && !mayBeColumn(field.kind)) {
      field.report("indexed", Problem.of("metadata.notIndexed").with("value", field.type.id()));
    }
    if ((isIndexed || isUnique) && !field.isStored) {
      field.report(
          isUnique ? "unique" : "indexed",
          Problem.of("metadata.virtualNotIndexed").with("value", field.path()));
    }
    covered(field);
    if (isIndexed
        || isUnique
        || field.rollup != null
        || field.kind == ValueKind.REFERENCE
        || field.kind == ValueKind.REFERENCE_LIST) {
      want(field.id);
    }
  }

  private void covered(FieldDraft field) {
    List<String> covers = field.definition.covers();
    for (int i = 0; i < covers.size(); i++) {
      FieldDraft other = field.entity.byKey.get(covers.get(i));
      if (other == null) {
        field.report(
            "covers",
            KindPass.unknown("metadata.unknownField", covers.get(i), field.entity.byKey.keySet())
                .below("/" + i));
      } else if (!other.isStored || !isComparable(other.kind) && !isTruth(other) || isLong(other)) {
        field.report(
            "covers", Problem.at("/" + i, "metadata.notCovered").with("value", other.path()));
      } else {
        want(other.id);
      }
    }
  }

  private static boolean isTruth(FieldDraft field) {
    return field.kind == ValueKind.BOOLEAN;
  }

  /** An index entry holds at most a third of a page, and a character takes up to four bytes. */
  private static boolean isLong(FieldDraft field) {
    int possible = field.type.optionsSchema().at("/properties/maxLength/maximum").asInt(0);
    int usual = possible > LONG_BY_NATURE ? possible : 0;
    return field.kind == ValueKind.TEXT
        && field.definition.number("maxLength", usual) > LONGEST_INDEXED;
  }

  private void byKeys(EntityDraft entity) {
    String title = entity.definition.title();
    if (title != null) {
      keyField(entity, title, "/title", true);
    }
    List<String> naturalKey = entity.definition.naturalKey();
    for (int i = 0; i < naturalKey.size(); i++) {
      FieldDraft field = keyField(entity, naturalKey.get(i), "/naturalKey/" + i, false);
      if (field != null && (!isComparable(field.kind) || !field.isStored)) {
        entity.problems.add(
            Problem.at("/naturalKey/" + i, "metadata.notUnique").with("value", field.type.id()));
      }
    }
  }

  /** What duplicates are found by is read of all records at once. */
  private void byDuplicates(EntityDraft entity) {
    for (DuplicateRule rule : EntityReader.duplicates(entity.definition)) {
      for (DuplicateRule.Match match : rule.match()) {
        FieldDraft field = entity.byKey.get(match.field());
        if (field != null) {
          want(field.id);
        }
      }
    }
  }

  private @Nullable FieldDraft keyField(
      EntityDraft entity, String key, String place, boolean mayBeVirtual) {
    FieldDraft field = entity.byKey.get(key);
    if (field == null) {
      entity.problems.add(
          KindPass.unknown("metadata.unknownField", key, entity.byKey.keySet()).below(place));
    } else if (field.isStored || mayBeVirtual) {
      want(field.id);
    }
    return field;
  }

  private void byRules(RoleDefinition role) {
    role.entities()
        .forEach(
            (key, rights) -> {
              EntityDraft entity = drafts.entity(key);
              if (entity != null) {
                rules(rights).forEach(rule -> want(tree(rule, entity)));
              }
            });
  }

  private static List<String> rules(EntityRights rights) {
    return Stream.of(rights.read(), rights.update(), rights.delete())
        .filter(rule -> !rule.equals("true") && !rule.equals("false"))
        .toList();
  }

  /** The tree of a role's rule; what is wrong with it is reported by the role's own check. */
  private @Nullable Expression tree(String rule, EntityDraft entity) {
    return expressions.check(rule, entity.scope, ValueType.BOOLEAN).expression();
  }

  private void want(@Nullable Expression expression) {
    if (expression != null) {
      for (FieldPath path : expressions.dependencies(expression).fields()) {
        path.fieldIds().forEach(this::want);
      }
    }
  }

  private void want(int id) {
    FieldDraft field = drafts.field(id);
    if (field != null && field.table == null && field.isStored && mayBeColumn(field.kind)) {
      field.wantsColumn = true;
    }
  }

  Set<Integer> wanted() {
    Set<Integer> wanted = new TreeSet<>();
    for (FieldDraft field : drafts.allFields()) {
      if (field.wantsColumn) {
        wanted.add(field.id);
      }
    }
    return wanted;
  }

  /** Where the values of a field are, from where they were and what is wanted. */
  static Placement placement(FieldDraft field, @Nullable Placement now) {
    if (!field.isStored) {
      return Placement.VIRTUAL;
    }
    if (now == null || now == Placement.VIRTUAL) {
      return field.wantsColumn ? Placement.COLUMN : Placement.DOCUMENT;
    }
    return now;
  }

  private static boolean mayBeColumn(ValueKind kind) {
    return kind != ValueKind.TABLE && kind != ValueKind.JSON;
  }

  private static boolean isComparable(ValueKind kind) {
    return mayBeColumn(kind)
        && kind != ValueKind.TEXT_LIST
        && kind != ValueKind.REFERENCE_LIST
        && kind != ValueKind.BOOLEAN;
  }
}
