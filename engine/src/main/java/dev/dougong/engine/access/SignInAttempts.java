package dev.dougong.engine.access;

import java.time.Duration;
import java.time.Instant;

/** Counts attempts to sign in, over all nodes. Thread-safe. */
public interface SignInAttempts {

  /**
   * The state of a counter after this attempt.
   *
   * @param attempts in the window, this one included
   * @param endsAt when the window ends and counting begins anew
   */
  record Count(int attempts, Instant endsAt) {}

  /** Counts one attempt before it is tried, so that parallel ones cannot slip through. */
  Count count(String counter, Instant now, Duration window);

  /** Takes one attempt back, because it was right. */
  void takeBack(String counter);

  /** Begins anew after a success. */
  void forget(String counter);
}
