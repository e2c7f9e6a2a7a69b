package dev.dougong.web.story;

import java.time.LocalTime;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The days of one shop for all methods of a class, in their order: each asks for the day on which
 * it plays, and the first one opens the shop on day 0.
 */
final class Days implements AutoCloseable {

  private final TimeMachine time;
  private @Nullable Stage stage;
  private int today;

  Days(TimeMachine time) {
    this.time = time;
  }

  /**
   * The stage of a day; the server starts anew only where the day is another one.
   *
   * @param day not before one that was asked for already
   * @param first what the shop does on day 0
   */
  Stage on(int day, BiConsumer<TimeMachine, Stage> first) {
    return on(day, first, () -> time.to(day));
  }

  /** As above; where the day begins, it does so at a time, which rules of the clock wait for. */
  Stage on(int day, LocalTime begin, BiConsumer<TimeMachine, Stage> first) {
    return on(day, first, () -> time.to(day, begin));
  }

  private Stage on(int day, BiConsumer<TimeMachine, Stage> first, Supplier<Stage> begin) {
    Stage now = stage;
    if (now == null) {
      now = time.to(0);
      first.accept(time, now);
    }
    if (day < today) {
      throw new IllegalArgumentException("day " + day + " was before day " + today);
    }
    if (day > today) {
      now = begin.get();
      today = day;
    }
    stage = now;
    return now;
  }

  TimeMachine time() {
    return time;
  }

  @Override
  public void close() {
    time.end(false);
  }
}
