package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.RecordRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What steps read through. */
record Reading(
    RecordRows records,
    ChosenRecords chosen,
    Workflows workflows,
    Directory directory,
    Users users) {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** A value as people read it in a text; empty for none. */
  String shown(
      Access access, CompiledWorkflow workflow, Expression expression, @Nullable Object value) {
    if (value == null) {
      return "";
    }
    ZoneId zone = access.metadata().zone();
    Field field = field(access.metadata(), workflow, expression);
    if (value instanceof UUID id) {
      String name = directory.userName(id);
      String unit = name == null ? directory.orgUnitName(id, access.locale()) : name;
      return unit == null ? id.toString() : unit;
    }
    if (field != null && !(value instanceof BigDecimal)) {
      return field.type().format(value, field.definition(), access.locale(), zone);
    }
    if (value instanceof Instant moment) {
      return MOMENT.format(moment.atZone(zone));
    }
    return value instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : value.toString();
  }

  /** The field of a record that a path leads to, or null where it is none. */
  private static @Nullable Field field(
      Metadata metadata, CompiledWorkflow workflow, Expression expression) {
    if (!(expression instanceof Expression.Field path)) {
      return null;
    }
    List<Integer> ids = path.path().fieldIds();
    var name = workflow.model().scope().field(ids.get(0));
    String target = name == null ? null : name.type().target();
    Entity entity = target == null ? null : metadata.findEntity(target);
    Field field = null;
    for (Integer id : new FieldPath(ids).fieldIds().subList(1, ids.size())) {
      field = entity == null ? null : entity.findField(id);
      entity =
          field != null && field.target() instanceof ReferenceTarget.ToEntity to
              ? metadata.findEntity(to.entity())
              : null;
    }
    return field;
  }
}
