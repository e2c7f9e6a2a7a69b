package dev.dougong.workflow.people;

import dev.dougong.engine.access.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who stands in for whom. Tasks and approvals that are opened for a person while they have a deputy
 * go to the deputy; the person still sees and may do them. A deputy's deputy gets nothing, and
 * nobody approves as a deputy what they ask for. People speak for themselves, administrators for
 * all. Every method refuses with a {@code ProblemException}. Thread-safe.
 */
public interface Deputies {

  /** The longest time for which somebody stands in. */
  Duration LONGEST = Duration.ofDays(366);

  /** The deputy of a person, also one whose time has not come yet; null for none. */
  @Nullable Deputy find(Access access, UUID user);

  /** Sets the deputy of a person in the place of the one before. */
  void set(Access access, UUID user, Wish wish);

  /** From now on nobody stands in; what the deputy has already stays with them. */
  void clear(Access access, UUID user);

  /**
   * A time in which one stands in for the other.
   *
   * @param until not included
   */
  record Deputy(UUID user, UUID deputy, Instant from, Instant until) {}

  /**
   * What somebody wishes.
   *
   * @param from null for now
   */
  record Wish(UUID deputy, @Nullable Instant from, Instant until) {}
}
