package dev.dougong.engine.dataimport.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fields a file may fill, and by which ones records are known. */
final class ImportFields {

  private ImportFields() {}

  /** Whether the values of the field may come from the cells of a file of this user. */
  static boolean mayFill(Access access, Entity entity, Field field) {
    return access.field(entity, field) == FieldAccess.WRITE
        && field.isWritable()
        && field.kind() != ValueKind.TABLE
        && !field.type().holdsFiles();
  }

  /** All fields that may be filled, in the order of the document, system fields last. */
  static List<Field> fillable(Access access, Entity entity) {
    List<Field> result = new ArrayList<>();
    List<Field> system = new ArrayList<>();
    for (Field field : entity.allFields()) {
      if (mayFill(access, entity, field)) {
        (field.isSystem() ? system : result).add(field);
      }
    }
    result.addAll(system);
    return result;
  }

  /** The sets of fields whose values no two records share: the natural key, then unique fields. */
  static List<List<Field>> keys(Access access, Entity entity) {
    List<List<Field>> keys = new ArrayList<>();
    List<Field> natural = entity.naturalKey();
    if (!natural.isEmpty() && isReadable(access, entity, natural)) {
      keys.add(natural);
    }
    for (Field field : entity.fields()) {
      List<Field> alone = List.of(field);
      if (field.definition().unique() && isReadable(access, entity, alone)) {
        keys.add(alone);
      }
    }
    return keys;
  }

  private static boolean isReadable(Access access, Entity entity, List<Field> fields) {
    for (Field field : fields) {
      if (access.field(entity, field) == FieldAccess.HIDDEN) {
        return false;
      }
    }
    return true;
  }

  /** The key that these names make up, or null where they make up none. */
  static @Nullable List<Field> key(Access access, Entity entity, List<String> names) {
    Set<String> wanted = new HashSet<>(names);
    for (List<Field> key : keys(access, entity)) {
      if (key.size() == wanted.size()
          && wanted.containsAll(key.stream().map(Field::key).toList())) {
        return key;
      }
    }
    return null;
  }
}
