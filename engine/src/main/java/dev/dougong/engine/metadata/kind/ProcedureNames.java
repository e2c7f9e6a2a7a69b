package dev.dougong.engine.metadata.kind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.definition.EntityDefinition;
import dev.dougong.engine.definition.EntityReader;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.fieldtype.Procedure;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.value.ValueKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields that stages of an entity name, and the one that says how much a record matters. */
final class ProcedureNames {

  private final FieldTypes types;
  private final Candidate candidate;
  private final Entity entity;

  ProcedureNames(FieldTypes types, Candidate candidate, Entity entity) {
    this.types = types;
    this.candidate = candidate;
    this.entity = entity;
  }

  void check(EntityDefinition definition, ProblemSink problems) {
    for (int i = 0; i < definition.fields().size(); i++) {
      FieldType type = types.find(definition.fields().get(i).type());
      Procedure procedure = type == null ? null : type.procedure(definition.fields().get(i));
      if (procedure != null) {
        check(procedure, "/fields/" + i, problems);
      }
    }
    String importance = EntityReader.importance(definition);
    Field field = importance == null ? null : named(importance, "/importance", problems);
    if (field != null && !isStoredNumber(field)) {
      problems.add(
          Problem.at("/importance", "metadata.notStoredNumber").with("value", field.key()));
    }
  }

  private void check(Procedure procedure, String place, ProblemSink problems) {
    Field checklist =
        procedure.checklist() == null
            ? null
            : named(procedure.checklist(), place + "/checklist", problems);
    if (checklist != null && !(checklist.kind() == ValueKind.TEXT_LIST && checklist.isWritable())) {
      problems.add(
          Problem.at(place + "/checklist", "metadata.notChecklist").with("value", checklist.key()));
      checklist = null;
    }
    if (procedure.skipReason() != null) {
      Field reason = named(procedure.skipReason(), place + "/skipReason", problems);
      if (reason != null && !(reason.kind() == ValueKind.TEXT && reason.isWritable())) {
        problems.add(
            Problem.at(place + "/skipReason", "metadata.notReasonField")
                .with("value", reason.key()));
      }
    }
    Procedure.Measure measure = procedure.measure();
    if (measure != null) {
      measured(measure.edition(), ValueKind.TEXT, place + "/measure/edition", problems);
      measured(measure.asked(), ValueKind.INTEGER, place + "/measure/asked", problems);
      measured(measure.done(), ValueKind.INTEGER, place + "/measure/done", problems);
    }
    for (Procedure.Stage stage : procedure.stages()) {
      check(stage, place + stage.place(), problems);
      if (!stage.checks().isEmpty() && procedure.checklist() == null) {
        problems.add(Problem.at(place + stage.place() + "/checks", "metadata.noChecklist"));
      } else if (checklist != null) {
        known(stage.checks(), checklist, place + stage.place() + "/checks", problems);
      }
    }
  }

  private void measured(@Nullable String key, ValueKind kind, String place, ProblemSink problems) {
    Field field = key == null ? null : named(key, place, problems);
    if (field != null && !(field.kind() == kind && field.isWritable())) {
      problems.add(Problem.at(place, "metadata.notMeasure").with("value", field.key()));
    }
  }

  private void check(Procedure.Stage stage, String place, ProblemSink problems) {
    for (int i = 0; i < stage.required().size(); i++) {
      String at = place + "/required/" + i;
      Field field = named(stage.required().get(i), at, problems);
      if (field != null && !field.isWritable()) {
        problems.add(Problem.at(at, "metadata.notEnteredField").with("value", field.key()));
      }
    }
  }

  /** Whether the checks are values of the checklist; its type says what is wrong. */
  private void known(List<String> checks, Field checklist, String place, ProblemSink problems) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    checks.forEach(json::add);
    var unused =
        checklist
            .type()
            .parse(
                json,
                checklist.definition(),
                types.parsing(candidate.metadata().zone(), problems.below(place)));
  }

  private @Nullable Field named(String key, String place, ProblemSink problems) {
    return candidate.hasField(entity, key, place, problems) ? entity.field(key) : null;
  }

  private static boolean isStoredNumber(Field field) {
    return field.placement() != Placement.VIRTUAL
        && (field.kind() == ValueKind.INTEGER || field.kind() == ValueKind.DECIMAL);
  }
}
