package dev.dougong.web.config;

import dev.dougong.engine.IdSource;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUIDs of version 7: milliseconds, then a counter that keeps ids of one node in order, then 62
 * random bits. Ids are names, not secrets.
 */
public final class TimeOrderedIds implements IdSource {

  private static final int COUNTER_BITS = 12;

  private final InstantSource clock;
  private final AtomicLong last = new AtomicLong();

  /** With a clock. */
  public TimeOrderedIds(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public UUID next() {
    long earliest = clock.millis() << COUNTER_BITS;
    long stamp = last.updateAndGet(before -> Math.max(before + 1, earliest));
    long high = (stamp >>> COUNTER_BITS << 16) | 0x7000L | (stamp & ((1L << COUNTER_BITS) - 1));
    long low = (ThreadLocalRandom.current().nextLong() >>> 2) | 0x8000000000000000L;
    return new UUID(high, low);
  }
}
