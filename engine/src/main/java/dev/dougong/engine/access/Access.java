package dev.dougong.engine.access;

import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What one user may do under one metadata snapshot: compiled once from roles, organisation tree and
 * row rules, and a required argument of every read and write. Immutable and thread-safe; it is
 * replaced when a right, a role or the tree changes.
 */
public interface Access {

  /** The snapshot it was compiled for; reads and writes use this one and no other. */
  Metadata metadata();

  /** The user on whose behalf things happen; recorded in every change. */
  UUID userId();

  /** What expressions know about the user, the zone and the present instant. */
  EvaluationContext evaluation();

  /** Language of names and labels in answers. */
  default Locale locale() {
    return Locale.SIMPLIFIED_CHINESE;
  }

  /**
   * Whether records of another system are taken over: then a new record may bring its number and
   * the time of its making. Never for a request.
   */
  default boolean mayTakeOver() {
    return false;
  }

  /**
   * Something that was made for these rights under this snapshot, for any user who has them; made
   * again where it is not kept (any more), or not fit.
   *
   * @param key of its kind; its class tells kinds apart
   * @param isFit whether a kept one serves this user now
   */
  default <T> T kept(Object key, Predicate<T> isFit, Supplier<T> maker) {
    return maker.get();
  }

  /** Rights on an entity; for one of which the user may do nothing, {@link EntityAccess#isNone}. */
  EntityAccess entity(Entity entity);

  /** What the user may do with a field of an entity. */
  default FieldAccess field(Entity entity, Field field) {
    return entity(entity).field(field);
  }
}
