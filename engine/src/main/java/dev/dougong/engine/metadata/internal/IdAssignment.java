package dev.dougong.engine.metadata.internal;

import dev.dougong.engine.definition.EntityDefinition;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.compile.Ids;
import dev.dougong.engine.metadata.compile.Placements;
import dev.dougong.engine.storage.Placement;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ids during one compilation: those that are kept, and new ones. A field whose values become of
 * another kind gets a new id, because stored values of the old kind cannot be read as the new one.
 */
final class IdAssignment implements Ids, Placements {

  /** A kept or new id of an entity. */
  record EntityId(int id, String key) {}

  /** A kept or new id of a field. */
  record FieldId(int id, int entity, int parent, String key, String kind) {}

  /** Stands for a field whose type is not known; never stored. */
  private static final String NO_KIND = "";

  private final FieldTypes types;
  private final IntSupplier next;
  private final Map<String, EntityId> entities = new LinkedHashMap<>();
  private final Map<String, FieldId> fields = new LinkedHashMap<>();
  private final Map<String, FieldId> waiting = new HashMap<>();
  private final Map<Integer, Placement> placements = new HashMap<>();
  private final Map<Integer, EntityId> usedEntities = new LinkedHashMap<>();
  private final Map<Integer, FieldId> usedFields = new LinkedHashMap<>();
  private final Map<Integer, Integer> replaced = new LinkedHashMap<>();

  IdAssignment(FieldTypes types, IntSupplier next) {
    this.types = types;
    this.next = next;
  }

  void keep(EntityId entity) {
    entities.put(entity.key(), entity);
  }

  void keep(FieldId field, @Nullable Placement placement) {
    fields.put(name(field.entity(), field.parent(), field.key()), field);
    if (placement != null) {
      placements.put(field.id(), placement);
    }
  }

  /** A field that was taken away and whose values wait until it is there again. */
  void keepWaiting(FieldId field, @Nullable Placement placement) {
    waiting.put(waitingName(field.entity(), field.parent(), field.key(), field.kind()), field);
    if (placement != null) {
      placements.put(field.id(), placement);
    }
  }

  @Override
  public int entity(EntityDefinition entity) {
    EntityId known = find(entity.key(), entity.formerKeys());
    EntityId used = new EntityId(known == null ? next.getAsInt() : known.id(), entity.key());
    entities.put(entity.key(), used);
    usedEntities.put(used.id(), used);
    return used.id();
  }

  private @Nullable EntityId find(String key, List<String> formerKeys) {
    EntityId known = entities.get(key);
    EntityId taken = known == null ? null : usedEntities.get(known.id());
    if (taken != null && !taken.key().equals(key)) {
      known = null; // renamed, and the old key names another entity now
    }
    for (int i = formerKeys.size() - 1; i >= 0 && known == null; i--) {
      EntityId former = entities.get(formerKeys.get(i));
      known = former == null || usedEntities.containsKey(former.id()) ? null : former;
    }
    return known;
  }

  @Override
  public int field(int entity, int table, FieldDefinition field) {
    FieldId known = fields.get(name(entity, table, field.key()));
    FieldId taken = known == null ? null : usedFields.get(known.id());
    if (taken != null && !taken.key().equals(field.key())) {
      known = null; // renamed, and the old key names another field now
    }
    List<String> formerKeys = field.formerKeys();
    for (int i = formerKeys.size() - 1; i >= 0 && known == null; i--) {
      FieldId former = fields.get(name(entity, table, formerKeys.get(i)));
      known = former == null || usedFields.containsKey(former.id()) ? null : former;
    }
    String kind = kind(field);
    int id;
    if (known != null && known.kind().equals(kind)) {
      id = known.id();
    } else {
      FieldId back = waiting.get(waitingName(entity, table, field.key(), kind));
      id = back == null || usedFields.containsKey(back.id()) ? next.getAsInt() : back.id();
      if (known != null) {
        replaced.put(id, known.id());
      }
    }
    FieldId used = new FieldId(id, entity, table, field.key(), kind);
    fields.put(name(entity, table, field.key()), used);
    usedFields.put(id, used);
    return id;
  }

  @Override
  public boolean isFree(int entity, int table, String key) {
    FieldId known = fields.get(name(entity, table, key));
    FieldId taken = known == null ? null : usedFields.get(known.id());
    return known == null || taken != null && !taken.key().equals(key);
  }

  private String kind(FieldDefinition field) {
    FieldType type = types.find(field.type());
    return type == null ? NO_KIND : type.kind(field).name();
  }

  @Override
  public @Nullable Placement of(int field) {
    return placements.get(field);
  }

  Collection<EntityId> usedEntities() {
    return usedEntities.values();
  }

  Collection<FieldId> usedFields() {
    return usedFields.values();
  }

  /** Fields that took the place of one of another kind: new id to old. */
  Map<Integer, Integer> replaced() {
    return replaced;
  }

  private static String waitingName(int entity, int parent, String key, String kind) {
    return name(entity, parent, key) + "." + kind;
  }

  private static String name(int entity, int parent, String key) {
    return entity + "." + parent + "." + key;
  }
}
