package dev.dougong.report.query;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.fieldtype.Grouping;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The field at the end of a path, with the entity that has it. */
record FieldPlace(Entity entity, Field field) {

  /** The field that a value is, or null where it is computed. */
  static @Nullable FieldPlace of(Metadata metadata, Entity entity, Expression value) {
    if (!(value instanceof Expression.Field path)) {
      return null;
    }
    Entity at = entity;
    for (int hop : path.path().hops()) {
      at = target(metadata, at.field(hop));
      if (at == null) {
        return null;
      }
    }
    return new FieldPlace(at, at.field(path.path().last()));
  }

  /** The field whose values these are, behind lookups; null where it is not known. */
  @Nullable Field origin(Metadata metadata) {
    FieldPlace place = this;
    while (place != null && place.field.lookup() != null) {
      Field.Lookup lookup = place.field.lookup();
      Entity there = target(metadata, place.entity.field(lookup.via()));
      place = there == null ? null : new FieldPlace(there, there.field(lookup.field()));
    }
    return place == null ? null : place.field;
  }

  /** The coarser groups of a value; none where it is computed. */
  static List<Grouping> groupings(Metadata metadata, Entity entity, Expression value) {
    FieldPlace at = of(metadata, entity, value);
    Field field = at == null ? null : at.origin(metadata);
    return field == null ? List.of() : field.type().groupings(field.definition());
  }

  private static @Nullable Entity target(Metadata metadata, Field reference) {
    return reference.target() instanceof ReferenceTarget.ToEntity to
        ? metadata.entity(to.entity())
        : null;
  }
}
