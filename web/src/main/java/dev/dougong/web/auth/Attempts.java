package dev.dougong.web.auth;

import dev.dougong.engine.access.SignInAttempts;
import dev.dougong.engine.access.SignInAttempts.Count;
import dev.dougong.engine.problem.BusyException;
import dev.dougong.engine.problem.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Holds back who guesses passwords and codes, over all nodes. Thread-safe. */
@Singleton
public final class Attempts {

  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final SignInAttempts store;
  private final InstantSource clock;

  /** Over the stored counters. */
  @Inject
  public Attempts(SignInAttempts store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Counts an attempt before it is tried; refuses more than {@code limit} in ten minutes. */
  public void count(String counter, int limit) {
    Instant now = clock.instant();
    Count count = store.count(counter, now, WINDOW);
    if (count.attempts() > limit) {
      long seconds = Math.max(1, Duration.between(now, count.endsAt()).toSeconds());
      throw new BusyException(Problem.of("access.tooManyAttempts").with("seconds", seconds));
    }
  }

  /** Begins anew after a success. */
  void forget(String counter) {
    store.forget(counter);
  }

  /** Takes one attempt back, because it was right. */
  public void takeBack(String counter) {
    store.takeBack(counter);
  }
}
