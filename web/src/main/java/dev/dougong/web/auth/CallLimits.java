package dev.dougong.web.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dougong.engine.problem.BusyException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.workspace.Limit;
import dev.dougong.engine.workspace.LimitSource;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How many calls of one person, and of a workspace that is limited, each node answers in a minute:
 * far more than hands make, and too few to carry everything away or to keep a node from all others.
 * What programs call with keys of a person is counted apart, so that no program locks its owner
 * out. Counted in memory: a limit that is only there to hold a flood back need not cost a write for
 * each call. Thread-safe.
 */
@Singleton
public final class CallLimits {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final int perMinute;
  private final InstantSource clock;
  private final Cache<String, Window> windows =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterAccess(WINDOW).build();

  private final Provider<LimitSource> limits;
  private final Cache<Workspace, Window> ofWorkspaces =
      Caffeine.newBuilder().expireAfterAccess(WINDOW).build();

  private record Window(Instant endsAt, AtomicInteger calls) {}

  /**
   * With the setting of the machine.
   *
   * @param perMinute the most calls of one person in a minute; 0 for no limit
   * @param limits of workspaces; asked for when the database is there, which this is made before
   */
  @Inject
  public CallLimits(
      @ConfigProperty(name = "dougong.calls.per-minute") int perMinute,
      InstantSource clock,
      Provider<LimitSource> limits) {
    if (perMinute < 0) {
      throw new IllegalArgumentException(
          "dougong.calls.per-minute (DOUGONG_CALLS_PER_MINUTE): 0 for no limit, or a number of calls");
    }
    this.perMinute = perMinute;
    this.clock = clock;
    this.limits = limits;
  }

  /** Counts a call before it is answered; refuses one too many. */
  void count(Workspace workspace, Identity identity) {
    if (perMinute != 0) {
      String who = identity.user().id() + (identity.sessionHash() == null ? ":key" : "");
      count(windows, who, perMinute, "access.tooManyCalls");
    }
    @Nullable Long most = limits.get().of(workspace).of(Limit.CALLS);
    if (most != null) {
      count(ofWorkspaces, workspace, most, "limit.calls");
    }
  }

  private <K> void count(Cache<K, Window> all, K who, long most, String code) {
    Instant now = clock.instant();
    Window window =
        all.asMap()
            .compute(
                who,
                (unused, known) ->
                    known == null || !now.isBefore(known.endsAt())
                        ? new Window(now.plus(WINDOW), new AtomicInteger())
                        : known);
    if (window.calls().incrementAndGet() > most) {
      long seconds = Math.max(1, Duration.between(now, window.endsAt()).toSeconds());
      throw new BusyException(Problem.of(code).with("limit", most).with("seconds", seconds));
    }
  }
}
