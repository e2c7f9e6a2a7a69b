package dev.dougong.engine.record.internal.plan;

import dev.dougong.engine.fieldtype.Procedure;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is done before records leave a stage, with fields in place of keys.
 *
 * @param stage the field of the stages
 * @param procedure what its document says
 * @param checklist field of the checks that are done, or null
 * @param skipReason field in which a writer says why something is left out, or null
 * @param required fields that have a value before a stage is left, by the stage
 * @param edition field that takes the name of the version, or null
 * @param asked field that adds up what was asked for, or null
 * @param done field that adds up what was done, or null
 */
public record ProcedurePlan(
    Field stage,
    Procedure procedure,
    @Nullable Field checklist,
    @Nullable Field skipReason,
    Map<String, List<Field>> required,
    @Nullable Field edition,
    @Nullable Field asked,
    @Nullable Field done) {

  /** Copies the map. */
  public ProcedurePlan {
    required = Map.copyOf(required);
  }

  /** The plan of a field, or null where it says nothing. */
  static @Nullable ProcedurePlan of(Entity entity, Field field) {
    Procedure procedure = field.type().procedure(field.definition());
    if (procedure == null || field.isSystem()) {
      return null;
    }
    Map<String, List<Field>> required = new HashMap<>();
    for (Procedure.Stage stage : procedure.stages()) {
      List<Field> fields = new ArrayList<>();
      for (String key : stage.required()) {
        Field known = entity.field(key);
        if (known != null) {
          fields.add(known);
        }
      }
      required.put(stage.value(), List.copyOf(fields));
    }
    Procedure.Measure measure = procedure.measure();
    return new ProcedurePlan(
        field,
        procedure,
        find(entity, procedure.checklist()),
        find(entity, procedure.skipReason()),
        required,
        measure == null ? null : find(entity, measure.edition()),
        measure == null ? null : find(entity, measure.asked()),
        measure == null ? null : find(entity, measure.done()));
  }

  private static @Nullable Field find(Entity entity, @Nullable String key) {
    return key == null ? null : entity.field(key);
  }
}
