package dev.dougong.engine.fieldtype;

import dev.dougong.engine.TypeScan;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.seal.FieldSeals;
import dev.dougong.engine.value.ValueKind;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All field types there are. Immutable. */
public final class FieldTypes {

  private final Map<String, FieldType> byId;
  private final FieldSeals seals;

  /** All types whose classes stand below this package, for tools and tests without a container. */
  public static FieldTypes onClassPath() {
    return onClassPath(FieldSeals.NONE);
  }

  /** The same with seals for encrypted fields. */
  public static FieldTypes onClassPath(FieldSeals seals) {
    return new FieldTypes(TypeScan.find(FieldType.class), seals);
  }

  /** The same types with other seals. */
  public FieldTypes with(FieldSeals others) {
    return new FieldTypes(all(), others);
  }

  /** Refuses two types of one id. */
  public FieldTypes(Iterable<? extends FieldType> types, FieldSeals seals) {
    this.seals = seals;
    Map<String, FieldType> map = new TreeMap<>();
    for (FieldType type : types) {
      FieldType other = map.put(type.id(), type);
      if (other != null) {
        throw new IllegalArgumentException(
            "types: '"
                + type.id()
                + "' is claimed by "
                + other.getClass()
                + " and "
                + type.getClass());
      }
    }
    byId = Collections.unmodifiableMap(map);
  }

  /** The type of the id, or null. */
  public @Nullable FieldType find(String id) {
    return byId.get(id);
  }

  /** The type of the id, which published metadata has checked. */
  public FieldType get(String id) {
    FieldType type = byId.get(id);
    if (type == null) {
      throw new IllegalArgumentException("id: no field type '" + id + "'");
    }
    return type;
  }

  /** The type of the values of one field: of an encrypted field one that seals and opens them. */
  public FieldType of(FieldType type, FieldDefinition field, int id) {
    return type.kind(field) == ValueKind.SEALED ? new SealedFieldType(type, seals, id) : type;
  }

  /** What seals the values of encrypted fields. */
  public FieldSeals seals() {
    return seals;
  }

  /** What a type needs to read a value of a record. */
  public FieldParsing parsing(ZoneId zone, ProblemSink problems) {
    return new FieldParsing(this, zone, problems);
  }

  /** Ids in alphabetical order. */
  public Collection<String> ids() {
    return byId.keySet();
  }

  /** The types in the order of their ids. */
  public Collection<FieldType> all() {
    return byId.values();
  }
}
