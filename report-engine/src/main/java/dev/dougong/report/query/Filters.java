package dev.dougong.report.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What people set on a dashboard, by the entities whose records it lets through. Immutable.
 *
 * @param byEntity filters by the key of the entity
 * @param missed keys of entities that some of the filters do not reach; measures over their records
 *     have no value then
 */
public record Filters(Map<String, List<FieldFilter>> byEntity, Set<String> missed) {

  /** Lets everything through. */
  public static final Filters NONE = new Filters(Map.of(), Set.of());

  /** Copies both. */
  public Filters {
    Map<String, List<FieldFilter>> copy = new HashMap<>();
    byEntity.forEach((entity, filters) -> copy.put(entity, List.copyOf(filters)));
    byEntity = Map.copyOf(copy);
    missed = Set.copyOf(missed);
  }

  /** Filters of one entity's records, which say nothing of those of others. */
  public static Filters of(ReportQuery query, List<FieldFilter> filters) {
    Map<String, List<FieldFilter>> own = Map.of(query.entity(), filters);
    return filters.isEmpty() ? NONE : new Filters(own, query.otherEntities());
  }

  List<FieldFilter> of(String entity) {
    return byEntity.getOrDefault(entity, List.of());
  }

  boolean reach(String entity) {
    return !missed.contains(entity);
  }
}
