package dev.dougong.engine.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;

/** Filters that people keep for themselves or share. Thread-safe. */
public interface SavedFilters {

  /**
   * A filter.
   *
   * @param user whose it is
   * @param entity id of the entity that it lists
   * @param content filter, columns and sort with fields by id; never changed by anybody
   * @param isShared whether others may use it
   */
  record SavedFilter(
      UUID id, UUID user, int entity, String name, JsonNode content, boolean isShared) {}

  /** Filters of the user and those that others share, in the order of their names. */
  List<SavedFilter> list(UUID user);

  /** Makes or changes a filter; refuses one of another user with {@code notFound}. */
  void save(SavedFilter filter);

  /** Forgets a filter of the user; refuses others with {@code notFound}. */
  void delete(UUID id, UUID user);
}
