package dev.dougong.report.alert;

import dev.dougong.engine.access.Access;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's own alerts; those of others do not exist. Refuses with a {@code ProblemException}:
 * {@code notFound}, {@code staleVersion}, {@code alert.…}, {@code subscription.…}. Thread-safe.
 */
public interface Alerts {

  /** How many a person may have. */
  int MOST = 50;

  /** Least and most minutes between two looks. */
  int LEAST_MINUTES = 1;

  /** A day. */
  int MOST_MINUTES = 1_440;

  /** In the order of their making. */
  List<Alert> list(Access access);

  /**
   * Makes one. The value of now is looked up: an alert whose line is crossed already is told when
   * it is crossed the next time.
   */
  Alert create(Access access, Wish wish);

  /** Changes one; what is null stays. The value is looked up anew where the line is another. */
  Alert change(Access access, UUID id, long version, Change change);

  /** Takes one away; {@link #restore} brings it back within a month. */
  void delete(Access access, UUID id);

  /** Brings back what was taken away. */
  Alert restore(Access access, UUID id);

  /** What is asked for. */
  record Wish(
      Alert.Subject of,
      Alert.Condition condition,
      int minutes,
      List<String> ways,
      @Nullable String workflow) {
    /** Copies the list. */
    public Wish {
      ways = List.copyOf(ways);
    }
  }

  /** A change; null means as it is, an empty workflow none. */
  record Change(
      Alert.@Nullable Condition condition,
      @Nullable Integer minutes,
      @Nullable List<String> ways,
      @Nullable String workflow,
      @Nullable Boolean isPaused) {}
}
