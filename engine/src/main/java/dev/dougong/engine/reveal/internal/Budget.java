package dev.dougong.engine.reveal.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.SignInAttempts;
import dev.dougong.engine.access.SignInAttempts.Count;
import dev.dougong.engine.problem.BusyException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.reveal.MaskedLookups;
import java.time.Duration;
import java.time.Instant;

/**
 * How often a person may do something, over all nodes: what work at a counter needs, and far less
 * than trying ten thousand numbers takes.
 *
 * @param attempts the counters
 * @param name of the counters
 * @param code of the refusal
 * @param inTenMinutes the most in ten minutes
 * @param inOneDay the most in 24 hours
 */
public record Budget(
    SignInAttempts attempts, String name, String code, int inTenMinutes, int inOneDay)
    implements MaskedLookups {

  private static final Duration SHORT = Duration.ofMinutes(10);
  private static final Duration LONG = Duration.ofDays(1);

  /** Of values that are uncovered. */
  public static Budget ofReveals(SignInAttempts attempts) {
    return new Budget(attempts, "reveal", "reveal.tooMany", 30, 200);
  }

  /** Of records that are looked up by whole values. */
  public static Budget ofLookups(SignInAttempts attempts) {
    return new Budget(attempts, "maskedLookup", "reveal.tooManyLookups", 60, 300);
  }

  @Override
  public void count(Access access) {
    Instant now = access.evaluation().now();
    count(name + ":" + access.userId(), now, SHORT, inTenMinutes);
    count(name + ".day:" + access.userId(), now, LONG, inOneDay);
  }

  private void count(String counter, Instant now, Duration window, int limit) {
    Count count = attempts.count(counter, now, window);
    if (count.attempts() > limit) {
      long seconds = Math.max(1, Duration.between(now, count.endsAt()).toSeconds());
      throw new BusyException(
          Problem.of(code)
              .with("limit", limit)
              .with("minutes", window.toMinutes())
              .with("seconds", seconds));
    }
  }
}
