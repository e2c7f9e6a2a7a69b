package dev.dougong.engine.access.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.metadata.Entity;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rights of a set of roles under one snapshot, and what was made for them: it goes with them.
 * Thread-safe.
 */
final class CompiledRights {

  private static final int MOST_KEPT = 500;

  private final Map<Integer, EntityAccess> entities;
  private final Cache<Object, Object> kept =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(Runnable::run).build();

  /** Of rights by entity id. */
  CompiledRights(Map<Integer, EntityAccess> entities) {
    this.entities = Map.copyOf(entities);
  }

  /** Rights on an entity. */
  EntityAccess entity(Entity entity) {
    return entities.getOrDefault(entity.id(), EntityRights.NONE);
  }

  /** As {@link dev.dougong.engine.access.Access#kept}; a key always names things of one class. */
  @SuppressWarnings("unchecked")
  <T> T kept(Object key, Predicate<T> isFit, Supplier<T> maker) {
    @Nullable T known = (T) kept.getIfPresent(key);
    if (known == null || !isFit.test(known)) {
      known = maker.get();
      kept.put(key, known);
    }
    return known;
  }
}
