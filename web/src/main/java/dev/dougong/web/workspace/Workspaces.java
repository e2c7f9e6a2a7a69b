package dev.dougong.web.workspace;

import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.web.workspace.internal.WorkspaceContext;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanContainer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The workspaces that are open on this node, and the way into one. Thread-safe. */
@Singleton
public final class Workspaces {

  private static final int FIRST_OF_ALL = 0;

  private final BeanContainer container;
  private final WorkspaceContext context;
  private final Transactions transactions;
  private final Event<WorkspaceOpened> opened;
  private final Event<WorkspaceClosing> closing;
  private final InstantSource clock;

  /** Nobody opens a workspace while another does, or while it is being closed. */
  private final Map<Workspace, ReentrantLock> turns = new ConcurrentHashMap<>();

  /** Over the context of the scope. */
  @Inject
  public Workspaces(
      BeanContainer container,
      Transactions transactions,
      Event<WorkspaceOpened> opened,
      Event<WorkspaceClosing> closing,
      InstantSource clock) {
    this.container = container;
    this.context =
        (WorkspaceContext) container.getContexts(WorkspaceScoped.class).iterator().next();
    this.transactions = transactions;
    this.opened = opened;
    this.closing = closing;
    this.clock = clock;
  }

  void begin(@Observes @Priority(FIRST_OF_ALL) StartupEvent event) {
    makeSingletons();
    open(Workspace.MAIN);
  }

  /**
   * What lives as long as the node is made while no workspace is open: whatever would take
   * something out of one when it is made, and keep it for all others, stops the start.
   */
  private void makeSingletons() {
    for (Bean<?> bean : container.getBeans(Object.class, Any.Literal.INSTANCE)) {
      if (bean.getScope().equals(Singleton.class)
          && bean.getBeanClass().getName().startsWith("dev.dougong.")) {
        Object unused =
            container.getReference(bean, Object.class, container.createCreationalContext(bean));
      }
    }
  }

  void leave(@Observes ShutdownDelayInitiatedEvent event) {
    tellClosing(true);
  }

  void end(@Observes ShutdownEvent event) {
    tellClosing(false);
  }

  private void tellClosing(boolean isSoon) {
    for (Workspace one : open()) {
      boolean unused = runIfOpen(one, () -> closing.fire(new WorkspaceClosing(one, isSoon)));
    }
  }

  /** Opens a workspace where it is not open yet; when this returns it is prepared. */
  public void open(Workspace workspace) {
    refuseInTransaction(workspace);
    boolean unused =
        inTurn(
            workspace,
            () -> {
              if (!context.isOpen(workspace)) {
                context.open(
                    workspace, clock.instant(), () -> opened.fire(new WorkspaceOpened(workspace)));
              }
              return true;
            });
  }

  /**
   * Closes a workspace.
   *
   * @param atOnce whether those who work for it are cut off
   * @param last is done in it when nobody else gets in any more
   * @return false where it is not open, or somebody works for it
   */
  public boolean close(Workspace workspace, boolean atOnce, Runnable last) {
    return inTurn(
        workspace,
        () ->
            context.close(
                workspace,
                atOnce,
                () -> {
                  closing.fire(new WorkspaceClosing(workspace, false));
                  last.run();
                }));
  }

  private boolean inTurn(Workspace workspace, Supplier<Boolean> work) {
    ReentrantLock turn = turns.computeIfAbsent(workspace, one -> new ReentrantLock());
    turn.lock();
    try {
      return work.get();
    } finally {
      turn.unlock();
    }
  }

  /** Those that are open. */
  public List<Workspace> open() {
    return context.open();
  }

  /** Whether it is open. */
  public boolean isOpen(Workspace workspace) {
    return context.isOpen(workspace);
  }

  /** Those that nobody outside asked for in such a time, the longest first. */
  public List<Workspace> idleFor(Duration time) {
    return context.notAskedSince(clock.instant().minus(time));
  }

  /** Those that somebody outside asked for since a moment. */
  public List<Workspace> usedSince(Instant moment) {
    return context.usedSince(moment);
  }

  /** Something may have changed in a workspace: who works for it in the background looks soon. */
  public void stir(Workspace workspace) {
    context.stir(workspace);
  }

  /** A number that is another one when something may have changed; -1 where it is not open. */
  public long stirs(Workspace workspace) {
    return context.stirs(workspace);
  }

  /**
   * The one for which the caller works.
   *
   * @throws jakarta.enterprise.context.ContextNotActiveException where it works for none
   */
  public Workspace current() {
    return context.needed();
  }

  /**
   * Works for a workspace, on this thread and until the work returns.
   *
   * @throws IllegalStateException where a transaction of another one is open, or it is not open
   */
  public <T> T in(Workspace workspace, Supplier<T> work) {
    refuseInTransaction(workspace);
    return context.in(workspace, work);
  }

  /** The same for work that gives nothing. */
  public void run(Workspace workspace, Runnable work) {
    boolean unused =
        in(
            workspace,
            () -> {
              work.run();
              return true;
            });
  }

  /** The same where the workspace is open; tells whether it was. */
  public boolean runIfOpen(Workspace workspace, Runnable work) {
    refuseInTransaction(workspace);
    @Nullable Runnable leave = context.enter(workspace);
    if (leave == null) {
      return false;
    }
    try {
      work.run();
    } finally {
      leave.run();
    }
    return true;
  }

  private void refuseInTransaction(Workspace workspace) {
    @Nullable Workspace now = context.current();
    if (now != null && !now.equals(workspace) && transactions.isActive()) {
      throw new IllegalStateException(
          "workspace: '" + workspace.key() + "' is entered in a transaction of " + now.key());
    }
  }

  /**
   * The request that this thread works at is for the workspace, on whichever thread it goes on.
   *
   * @return to call when the request has ended; null where the workspace is not open
   */
  public @Nullable Runnable enterRequest(Workspace workspace) {
    return context.enterRequest(workspace, clock.instant());
  }
}
