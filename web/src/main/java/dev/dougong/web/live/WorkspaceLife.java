package dev.dougong.web.live;

import dev.dougong.engine.operations.Operations;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.workspace.WorkspaceRegistry;
import dev.dougong.engine.workspace.WorkspaceRegistry.Entry;
import dev.dougong.engine.workspace.WorkspaceRegistry.State;
import dev.dougong.web.startup.WorkspaceMaking;
import dev.dougong.web.workspace.KnownWorkspaces;
import dev.dougong.web.workspace.WorkspaceOpened;
import dev.dougong.web.workspace.Workspaces;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens workspaces that have something to do, and closes those that nobody uses. The registry tells
 * when somebody has to look at which, so looking for all is one read by an index. While a workspace
 * is open here that moment is moved ahead; where this node dies it comes, and another one looks.
 */
@Singleton
public final class WorkspaceLife {

  private static final Logger LOG = Logger.getLogger(WorkspaceLife.class);
  private static final int AFTER_FIRST_START = 1_000;
  private static final int BEFORE_FIRST_START = 1;
  private static final long LOOK_MILLIS = 1_000;
  private static final int MOST_AT_ONCE = 10;
  private static final Duration HELD = Duration.ofMinutes(2);
  private static final Duration HOLD_EACH = Duration.ofSeconds(30);
  private static final Duration CLOSE_EACH = Duration.ofSeconds(5);

  /** Where the heap is short: those that nobody asked for as long as this, the longest first. */
  private static final Duration IDLE_WHEN_SHORT = Duration.ofSeconds(5);

  private static final int SHARE_WHEN_SHORT = 3;

  /** For what no row tells: backups by plan, audits, sweeping. */
  private static final Duration LONGEST_REST = Duration.ofHours(1);

  private final Workspaces workspaces;
  private final KnownWorkspaces known;
  private final WorkspaceRegistry registry;
  private final Operations operations;
  private final WorkspaceMaking making;
  private final InstantSource clock;
  private final Duration idle;
  private final HeapRoom heap = new HeapRoom();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "workspaces");
            thread.setDaemon(true);
            return thread;
          });
  private Instant heldAt = Instant.EPOCH;
  private Instant closedAt = Instant.EPOCH;

  /**
   * Over the registry.
   *
   * @param idle how long a workspace stays open that nobody uses
   */
  @Inject
  public WorkspaceLife(
      Workspaces workspaces,
      KnownWorkspaces known,
      WorkspaceRegistry registry,
      Operations operations,
      WorkspaceMaking making,
      InstantSource clock,
      @ConfigProperty(name = "dougong.workspaces.idle") Duration idle) {
    this.workspaces = workspaces;
    this.known = known;
    this.registry = registry;
    this.operations = operations;
    this.making = making;
    this.clock = clock;
    this.idle = idle;
  }

  void hold(@Observes @Priority(BEFORE_FIRST_START) WorkspaceOpened event) {
    if (!event.isMain()) {
      registry.hold(List.of(event.workspace()), clock.instant().plus(HELD));
    }
  }

  void begin(@Observes @Priority(AFTER_FIRST_START) StartupEvent event) {
    var unused =
        executor.scheduleWithFixedDelay(
            this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  void end(@Observes ShutdownEvent event) {
    executor.shutdownNow();
  }

  private void look() {
    quietly("reading the registry", this::follow);
    quietly("opening what is due", this::openDue);
    quietly("making workspaces", () -> workspaces.run(Workspace.MAIN, making::completeDue));
    Instant now = clock.instant();
    if (!now.isBefore(heldAt.plus(HOLD_EACH))) {
      Instant since = heldAt;
      quietly("holding what is open", () -> registry.hold(others(), now.plus(HELD)));
      quietly("noting who was asked", () -> registry.used(workspaces.usedSince(since), now));
      heldAt = now;
    }
    if (!now.isBefore(closedAt.plus(CLOSE_EACH))) {
      workspaces
          .idleFor(idle)
          .forEach(one -> quietly("closing " + one.key(), () -> rest(one, idle)));
      closedAt = now;
    }
    if (heap.hasBecomeShort()) {
      makeRoom();
    }
  }

  /** A third of those that rest; more at the next collection, if it leaves no room either. */
  private void makeRoom() {
    List<Workspace> resting =
        workspaces.idleFor(IDLE_WHEN_SHORT).stream()
            .filter(one -> !one.equals(Workspace.MAIN))
            .toList();
    if (resting.isEmpty()) {
      return;
    }
    int some = (resting.size() + SHARE_WHEN_SHORT - 1) / SHARE_WHEN_SHORT;
    LOG.warnf(
        "the heap is nearly full: %d of %d open workspaces are closed before their time; give it"
            + " more (DOUGONG_JAVA_OPTIONS=-Xmx…) where this is said often",
        some, workspaces.open().size());
    resting.stream()
        .limit(some)
        .forEach(one -> quietly("closing " + one.key(), () -> rest(one, IDLE_WHEN_SHORT)));
  }

  private static void quietly(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warnf(e, "%s failed; it is tried again", what);
    }
  }

  private List<Workspace> others() {
    return workspaces.open().stream().filter(one -> !one.equals(Workspace.MAIN)).toList();
  }

  /** What was suspended or deleted is closed here too, whoever works in it. */
  private void follow() {
    if (known.refresh()) {
      for (Workspace one : others()) {
        @Nullable Entry entry = known.find(one.key());
        if (entry == null || entry.state() == State.SUSPENDED || entry.state() == State.LEAVING) {
          boolean unused = workspaces.close(one, true, () -> {});
        }
      }
    }
  }

  private void openDue() {
    Instant now = clock.instant();
    for (Workspace one : registry.claimDue(now, now.plus(HELD), MOST_AT_ONCE)) {
      quietly("opening " + one.key(), () -> workspaces.open(one));
    }
  }

  /** Closes one, unless something is due in it within such a time. */
  private void rest(Workspace workspace, Duration within) {
    if (workspace.equals(Workspace.MAIN)) {
      return;
    }
    Instant soon = clock.instant().plus(within);
    boolean[] isSoon = {false};
    boolean unused = workspaces.runIfOpen(workspace, () -> isSoon[0] = nextDue().isBefore(soon));
    if (!isSoon[0]) {
      boolean unusedToo =
          workspaces.close(workspace, false, () -> registry.rest(workspace, nextDue()));
    }
  }

  private Instant nextDue() {
    @Nullable Instant next = operations.nextDue();
    Instant latest = clock.instant().plus(LONGEST_REST);
    return next == null || next.isAfter(latest) ? latest : next;
  }
}
