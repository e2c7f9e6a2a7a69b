package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.fieldtype.Procedure;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.workflow.task.UserTask;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes next at the stage of a record, as far as its reader may see it. */
final class StageGuidance {

  private StageGuidance() {}

  /** Of the first field of stages that says something, or null. */
  static UserTask.@Nullable Guidance of(Access access, Entity entity, Row row) {
    for (Field field : entity.fields()) {
      Procedure procedure = field.type().procedure(field.definition());
      Object value = row.value(field.id());
      if (procedure == null || value == null || !isSeen(access, entity, field)) {
        continue;
      }
      Procedure.Stage stage = procedure.stage(value);
      if (stage != null) {
        String name = field.type().format(value, field.definition(), access.locale());
        return guidance(access, entity, row, procedure, stage, name);
      }
    }
    return null;
  }

  private static UserTask.Guidance guidance(
      Access access,
      Entity entity,
      Row row,
      Procedure procedure,
      Procedure.Stage stage,
      String name) {
    int of = 0;
    int done = 0;
    for (String key : stage.required()) {
      Field required = entity.field(key);
      if (required != null && isSeen(access, entity, required)) {
        of++;
        done += row.value(required.id()) == null ? 0 : 1;
      }
    }
    String key = procedure.checklist();
    Field checklist = key == null ? null : entity.field(key);
    if (checklist != null && isSeen(access, entity, checklist)) {
      List<Object> checks = new ArrayList<>(stage.checks());
      of += checks.size();
      if (row.value(checklist.id()) instanceof List<?> ticked) {
        checks.retainAll(ticked);
        done += checks.size();
      }
    }
    return new UserTask.Guidance(name, stage.next().in(access.locale(), ""), done, of);
  }

  private static boolean isSeen(Access access, Entity entity, Field field) {
    return access.entity(entity).isShown(field);
  }
}
