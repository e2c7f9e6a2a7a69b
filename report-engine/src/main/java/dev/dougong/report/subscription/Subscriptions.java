package dev.dougong.report.subscription;

import dev.dougong.engine.access.Access;
import dev.dougong.report.dashboard.Dashboards;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's own subscriptions and packs; those of others do not exist. Refuses with a {@code
 * ProblemException}: {@code notFound}, {@code staleVersion}, {@code subscription.…}. Thread-safe.
 */
public interface Subscriptions {

  /** How many a person may have. */
  int MOST = 50;

  /** Longest page of packs. */
  int LONGEST_PAGE = 100;

  /** In the order of their making. */
  List<Subscription> list(Access access);

  /** What one is called: as its document, else as its dashboard. */
  String label(Access access, Subscription one);

  /** Orders the packs of a dashboard that the person may open. */
  Subscription create(Access access, Wish wish);

  /**
   * Changes one. What comes from a document can be paused and goes by its rhythm.
   *
   * @param version that was read
   */
  Subscription change(Access access, UUID id, long version, Change change);

  /** Takes one away; {@link #restore} brings it back within a month. */
  void delete(Access access, UUID id);

  /** Brings back what was taken away. */
  Subscription restore(Access access, UUID id);

  /** Has the next pack made at once; the rhythm stays. Twice in a row is once. */
  Subscription sendNow(Access access, UUID id);

  /** The newest packs, at most {@link #LONGEST_PAGE}. */
  List<Head> packs(Access access);

  /** A pack as it was sent, JSON text. */
  String pack(Access access, UUID id);

  /**
   * What is ordered.
   *
   * @param dashboard key
   * @param ways keys of connectors that serve reports
   */
  record Wish(String dashboard, List<Dashboards.Choice> choices, Rhythm rhythm, List<String> ways) {

    /** Copies the lists. */
    public Wish {
      choices = List.copyOf(choices);
      ways = List.copyOf(ways);
    }
  }

  /** A change; null means as it is. */
  record Change(@Nullable Rhythm rhythm, @Nullable List<String> ways, @Nullable Boolean isPaused) {}

  /** A pack without its numbers. */
  record Head(UUID id, @Nullable UUID subscription, String title, Instant at) {}
}
