package dev.dougong.report.subscription;

import dev.dougong.engine.problem.Problem;
import dev.dougong.report.dashboard.Dashboards;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person gets again and again.
 *
 * @param document key of the document of a role that says so, or null where the person ordered it
 * @param dashboard key
 * @param choices in the filters of the dashboard
 * @param ways keys of connectors besides the notice in the application
 * @param isPaused whether nothing is sent for now
 * @param nextAt when the next one comes; null while it is paused
 * @param sentAt when the last one went out, or null
 * @param problem why the last one did not, or null
 */
public record Subscription(
    UUID id,
    UUID user,
    @Nullable String document,
    String dashboard,
    List<Dashboards.Choice> choices,
    Rhythm rhythm,
    List<String> ways,
    boolean isPaused,
    @Nullable Instant nextAt,
    @Nullable Instant sentAt,
    @Nullable Problem problem,
    long version) {

  /** Copies the lists. */
  public Subscription {
    choices = List.copyOf(choices);
    ways = List.copyOf(ways);
  }
}
