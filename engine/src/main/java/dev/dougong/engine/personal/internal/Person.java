package dev.dougong.engine.personal.internal;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.personal.PersonalReach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A person's records.
 *
 * @param records that are the person, by entity; the named one first
 * @param related records that point at them, by entity
 */
record Person(Map<Entity, Set<UUID>> records, Map<Entity, Set<UUID>> related) {

  PersonalReach reach(Metadata metadata) {
    return new PersonalReach(metadata, ids(records), ids(related));
  }

  /** All records by entity. */
  Map<Entity, Set<UUID>> all() {
    Map<Entity, Set<UUID>> all = new LinkedHashMap<>();
    records.forEach((entity, ids) -> all.put(entity, new LinkedHashSet<>(ids)));
    related.forEach(
        (entity, ids) -> all.computeIfAbsent(entity, key -> new LinkedHashSet<>()).addAll(ids));
    return all;
  }

  private static List<UUID> ids(Map<Entity, Set<UUID>> records) {
    List<UUID> ids = new ArrayList<>();
    records.values().forEach(ids::addAll);
    return ids;
  }
}
