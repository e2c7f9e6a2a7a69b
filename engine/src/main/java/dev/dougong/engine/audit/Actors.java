package dev.dougong.engine.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells on whose behalf the thread works now. Thread-safe. */
@FunctionalInterface
public interface Actors {

  /** The engine alone, as in tests and tools. */
  Actors ENGINE = () -> Actor.ENGINE;

  /** Who it is; {@link Actor#ENGINE} where nobody asked for the work. */
  Actor current();

  /**
   * Who, and from where.
   *
   * @param user null for the engine and for people who are not known
   * @param address of the network, or empty
   */
  record Actor(@Nullable UUID user, String address) {

    /** Nobody but the engine. */
    public static final Actor ENGINE = new Actor(null, "");
  }
}
