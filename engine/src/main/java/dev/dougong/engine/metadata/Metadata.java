package dev.dougong.engine.metadata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.RoleDefinition;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.seal.FieldSeals;
import dev.dougong.engine.storage.Workspace;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is published in a workspace, compiled, at one version. Immutable; a request sees
 * one from start to end.
 */
public final class Metadata {

  private final Workspace workspace;
  private final long version;
  private final ZoneId zone;
  private final Map<String, Entity> entities = new LinkedHashMap<>();
  private final Map<Integer, Entity> entitiesById = new HashMap<>();
  private final Map<String, RoleDefinition> roles;
  private final Map<String, Map<String, ObjectNode>> documents;
  private final FieldSeals seals;

  /**
   * Built by the metadata compiler only.
   *
   * @param version grows with every publish
   * @param zone time zone in which days begin and end
   * @param roles by key
   * @param documents effective documents by kind and key, never changed by anybody
   * @param seals what seals the values of encrypted fields
   */
  public Metadata(
      Workspace workspace,
      long version,
      ZoneId zone,
      Collection<Entity> entities,
      Map<String, RoleDefinition> roles,
      Map<String, Map<String, ObjectNode>> documents,
      FieldSeals seals) {
    this.seals = seals;
    this.workspace = workspace;
    this.version = version;
    this.zone = zone;
    for (Entity entity : entities) {
      this.entities.put(entity.key(), entity);
      this.entitiesById.put(entity.id(), entity);
    }
    this.roles = Map.copyOf(roles);
    this.documents = Map.copyOf(documents);
  }

  /** The workspace whose schema the tables are in. */
  public Workspace workspace() {
    return workspace;
  }

  /** Grows with every publish. */
  public long version() {
    return version;
  }

  /** Time zone in which days begin and end. */
  public ZoneId zone() {
    return zone;
  }

  /** What seals the values of encrypted fields. */
  public FieldSeals seals() {
    return seals;
  }

  /** All entities in the order of their keys' first publishing. */
  public Collection<Entity> entities() {
    return Collections.unmodifiableCollection(entities.values());
  }

  /** The entity of the key, or null. */
  public @Nullable Entity findEntity(String key) {
    return entities.get(key);
  }

  /**
   * The entity of the key.
   *
   * @throws AccessException {@code notFound} where there is none
   */
  public Entity entity(String key) {
    Entity entity = entities.get(key);
    if (entity == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return entity;
  }

  /** The entity of the id; a bug where there is none. */
  public Entity entity(int id) {
    return Objects.requireNonNull(entitiesById.get(id), () -> "no entity " + id);
  }

  /** The entity of the id, or null. */
  public @Nullable Entity findEntity(int id) {
    return entitiesById.get(id);
  }

  /** Roles by key. */
  public Map<String, RoleDefinition> roles() {
    return roles;
  }

  /** Keys of roles and of those that they include; also keys that name no role. */
  public Set<String> withIncluded(Collection<String> keys) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(keys);
    while (!open.isEmpty()) {
      String key = open.remove();
      RoleDefinition role = roles.get(key);
      if (reached.add(key) && role != null) {
        open.addAll(role.includes());
      }
    }
    return reached;
  }

  /** Effective documents of a kind by key; empty where there are none. */
  public Map<String, ObjectNode> documents(String kind) {
    return documents.getOrDefault(kind, Map.of());
  }
}
