package dev.dougong.workflow.secret;

import dev.dougong.engine.access.Access;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of connectors. They go in and are replaced; nothing gives them back but the sender of
 * messages. Each is good for the channel and the address that the connector had when it was
 * entered: whoever changes the address does not get it sent there. Administrators only;
 * thread-safe.
 */
public interface Secrets {

  /** Longest secret, in characters. */
  int LONGEST = 4_000;

  /**
   * Sets or replaces one.
   *
   * @throws dev.dougong.engine.problem.AccessException {@code notFound} for an unknown connector
   * @throws dev.dougong.engine.problem.InputException for a name that the channel does not have, or
   *     a value that is empty, too long, or has line breaks
   * @throws dev.dougong.engine.problem.ConflictException {@code secret.keyMissing} where this node
   *     does not have the keys of the others
   */
  void put(Access access, String connector, String name, String value);

  /** Removes one; nothing happens where there is none. */
  void remove(Access access, String connector, String name);

  /** What is set, by connector and name. */
  List<Held> list(Access access);

  /** Seals everything that an older key sealed under the first key; gives how many. */
  int renew(Access system);

  /**
   * A secret that is set, without it.
   *
   * @param isGood whether it may still be used: the connector's address is the one that it was
   *     entered for, and this node has its key
   */
  record Held(String connector, String name, boolean isGood, Instant setAt, @Nullable UUID setBy) {}
}
