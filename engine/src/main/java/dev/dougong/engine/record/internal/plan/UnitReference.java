package dev.dougong.engine.record.internal.plan;

import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import java.util.Objects;
import java.util.Optional;

/**
 * A reference that new records are given by their organisation unit.
 *
 * @param field of the entity
 * @param target what it points at
 * @param unit the unique field of the target that names its organisation unit
 */
public record UnitReference(Field field, Entity target, Field unit) {

  static Optional<UnitReference> of(Metadata metadata, Field field) {
    String unit = field.type().unitField(field.definition());
    if (unit == null || !(field.target() instanceof ReferenceTarget.ToEntity to)) {
      return Optional.empty();
    }
    Entity target = metadata.entity(to.entity());
    return Optional.of(
        new UnitReference(field, target, Objects.requireNonNull(target.field(unit), unit)));
  }
}
