package dev.dougong.workflow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class SettableClock implements InstantSource {

  private volatile Instant now;

  /** Stands at an instant. */
  public SettableClock(Instant start) {
    now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves to an instant. */
  public void set(Instant instant) {
    now = instant;
  }

  /** Moves on. */
  public synchronized void advance(Duration time) {
    now = now.plus(time);
  }
}
