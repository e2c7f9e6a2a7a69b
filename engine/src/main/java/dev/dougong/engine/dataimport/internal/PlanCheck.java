package dev.dougong.engine.dataimport.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.dataimport.ImportColumn;
import dev.dougong.engine.dataimport.ImportMode;
import dev.dougong.engine.dataimport.ImportPlan;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether a plan fits its file, its entity and the rights of who made it. */
final class PlanCheck {

  private static final String MAPPING = "/mapping";

  private final Access access;
  private final Entity entity;
  private final List<Problem> problems = new ArrayList<>();

  private PlanCheck(Access access, Entity entity) {
    this.access = access;
    this.entity = entity;
  }

  /** Refuses who may not import at all. */
  static void mayImport(Access access, Entity entity) {
    boolean mayAny =
        access.entity(entity).mayCreate() || !access.entity(entity).update().equals(RowRule.NONE);
    if (!access.entity(entity).mayImport() || !mayAny) {
      throw new AccessException(Problem.of("forbidden"));
    }
  }

  /** The plan with its key, or a refusal that tells all that is wrong. */
  static ImportPlan checked(
      Access access, Entity entity, List<ImportColumn> columns, ImportPlan plan) {
    mayImport(access, entity);
    return new PlanCheck(access, entity).check(columns, plan);
  }

  private ImportPlan check(List<ImportColumn> columns, ImportPlan plan) {
    rights(plan.mode());
    List<String> names = columns.stream().map(ImportColumn::name).toList();
    Map<String, String> byField = new HashMap<>();
    plan.mapping()
        .forEach(
            (column, key) -> {
              String place = MAPPING + Problem.pointer(column);
              if (!names.contains(column)) {
                problems.add(
                    Problem.at(place, "import.unknownColumn")
                        .with("column", column)
                        .near(NearNames.near(column, names)));
              }
              field(place, key);
              String other = byField.put(key, column);
              if (other != null) {
                problems.add(
                    Problem.at(place, "import.fieldTwice")
                        .with("column", column)
                        .with("other", other));
              }
            });
    if (plan.mapping().isEmpty()) {
      problems.add(Problem.at(MAPPING, "import.nothingMapped"));
    }
    List<String> key =
        plan.key().isEmpty()
            ? MappingGuess.defaultKey(access, entity, plan.mapping().values())
            : plan.key();
    key(plan, key);
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return new ImportPlan(plan.mapping(), plan.mode(), key, plan.days());
  }

  private void rights(ImportMode mode) {
    boolean mayMake = access.entity(entity).mayCreate() || !mode.isMaking();
    boolean mayChange = !access.entity(entity).update().equals(RowRule.NONE) || !mode.isChanging();
    if (!mayMake || !mayChange) {
      problems.add(Problem.at("/mode", "import.modeForbidden"));
    }
  }

  private void field(String place, String key) {
    Field field = entity.field(key);
    if (field == null || access.field(entity, field) == FieldAccess.HIDDEN) {
      List<String> known = ImportFields.fillable(access, entity).stream().map(Field::key).toList();
      problems.add(
          Problem.at(place, "record.unknownField")
              .with("field", key)
              .near(NearNames.near(key, known)));
    } else if (!ImportFields.mayFill(access, entity, field)) {
      problems.add(
          Problem.at(place, "record.readOnlyField").with("label", field.definition().label()));
    }
  }

  private void key(ImportPlan plan, List<String> key) {
    if (key.isEmpty()) {
      if (plan.mode().isMatching()) {
        problems.add(Problem.at("/key", "import.keyNeeded"));
      }
    } else if (ImportFields.key(access, entity, key) == null) {
      problems.add(Problem.at("/key", "record.noNaturalKey").with("fields", key));
    } else if (!plan.mapping().values().containsAll(key)) {
      problems.add(Problem.at("/key", "import.keyNotMapped").with("fields", key));
    }
  }
}
