package dev.dougong.web.startup;

import dev.dougong.engine.storage.SandboxMark;
import dev.dougong.web.config.Sandbox;
import dev.dougong.web.workspace.WorkspaceOpened;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets a clock be ahead only where the database is marked as a sandbox, and keeps time there from
 * going back. Runs before anything is read or written, and says loudly what it found.
 */
@Singleton
public final class SandboxStart {

  private static final Logger LOG = Logger.getLogger(SandboxStart.class);
  private static final int FIRST_OF_ALL = 0;

  private final Sandbox sandbox;
  private final SandboxMark mark;
  private final InstantSource clock;

  /** Over the settings and the mark. */
  @Inject
  public SandboxStart(Sandbox sandbox, SandboxMark mark, InstantSource clock) {
    this.sandbox = sandbox;
    this.mark = mark;
    this.clock = clock;
  }

  void begin(@Observes @Priority(FIRST_OF_ALL) WorkspaceOpened event) {
    if (event.isMain()) {
      look();
    }
  }

  private void look() {
    Instant now = clock.instant();
    @Nullable Instant latest = mark.latest();
    boolean isSandbox = sandbox.wish().orElse(latest != null);
    if (!isSandbox && !sandbox.ahead().isZero()) {
      throw new IllegalStateException(
          "DOUGONG_CLOCK_AHEAD 只能用于演练副本;确认这是副本后请加 DOUGONG_SANDBOX=true(数据库会被标记,不再对外发送) / "
              + "is for trying rules on a copy. If this database is one, add DOUGONG_SANDBOX=true: it marks the"
              + " database, and nothing is sent from it to the outside");
    }
    if (latest != null && now.isBefore(latest)) {
      throw new IllegalStateException(
          "这个演练副本的时间已到 "
              + latest
              + ",不能倒退;请调大 DOUGONG_CLOCK_AHEAD 或重新复制数据库 / this sandbox has been at "
              + latest
              + " and time does not go back: set DOUGONG_CLOCK_AHEAD further, or copy the database anew");
    }
    if (!isSandbox) {
      if (latest != null) {
        mark.remove();
      }
      return;
    }
    mark.put(now);
    sandbox.mark();
    LOG.warnf(
        "演练环境:假定时间 %s,不对外发送 / sandbox: it is taken to be %s, nothing is sent to the outside",
        now, now);
  }
}
