package dev.dougong.web.workspace.internal;

import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The beans of open workspaces. A caller works for the workspace that its thread has entered, else
 * for that of its request; where there is neither it gets nothing. Made by the container, once.
 * Thread-safe.
 */
public class WorkspaceContext implements AlterableContext {

  private static final String REQUEST = WorkspaceContext.class.getName();

  private final Map<Workspace, OpenBeans> open = new ConcurrentHashMap<>();
  private final ThreadLocal<@Nullable OpenBeans> ofThread = new ThreadLocal<>();
  private final AtomicLong stirs = new AtomicLong();

  @Override
  public Class<? extends Annotation> getScope() {
    return WorkspaceScoped.class;
  }

  @Override
  public boolean isActive() {
    return beans() != null;
  }

  @Override
  public <T> @Nullable T get(Contextual<T> bean) {
    return neededBeans().find(bean);
  }

  @Override
  public <T> T get(Contextual<T> bean, CreationalContext<T> creation) {
    OpenBeans beans = neededBeans();
    T found = beans.find(bean);
    return found == null ? beans.make(bean, creation) : found;
  }

  @Override
  public void destroy(Contextual<?> bean) {
    neededBeans().destroy(bean);
  }

  private @Nullable OpenBeans beans() {
    @Nullable OpenBeans found = ofThread.get();
    if (found == null) {
      @Nullable Context request = Vertx.currentContext();
      found = request == null ? null : request.getLocal(REQUEST);
    }
    return found == null || found.isGone() ? null : found;
  }

  private OpenBeans neededBeans() {
    @Nullable OpenBeans found = beans();
    if (found == null) {
      throw new ContextNotActiveException("this thread works for no workspace");
    }
    return found;
  }

  /** The workspace of the caller, or null. */
  public @Nullable Workspace current() {
    @Nullable OpenBeans found = beans();
    return found == null ? null : found.workspace();
  }

  /** The workspace of the caller; refuses where there is none. */
  public Workspace needed() {
    return neededBeans().workspace();
  }

  /** Those that are open. */
  public List<Workspace> open() {
    return List.copyOf(open.keySet());
  }

  /** Whether it is open. */
  public boolean isOpen(Workspace workspace) {
    return open.containsKey(workspace);
  }

  /** Those that nobody outside asked for since a moment, the longest first. */
  public List<Workspace> notAskedSince(Instant moment) {
    return open.values().stream()
        .filter(beans -> beans.askedAt().isBefore(moment))
        .sorted(Comparator.comparing(OpenBeans::askedAt))
        .map(OpenBeans::workspace)
        .toList();
  }

  /** Those that somebody outside asked for since a moment. */
  public List<Workspace> usedSince(Instant moment) {
    return open.values().stream()
        .filter(beans -> isSince(beans.usedAt(), moment))
        .map(OpenBeans::workspace)
        .toList();
  }

  private static boolean isSince(@Nullable Instant at, Instant moment) {
    return at != null && !at.isBefore(moment);
  }

  /** Something may have changed in a workspace, where it is open. */
  public void stir(Workspace workspace) {
    @Nullable OpenBeans beans = open.get(workspace);
    if (beans != null) {
      beans.stir(stirs.incrementAndGet());
    }
  }

  /** A number that is another one when something may have changed; -1 where it is not open. */
  public long stirs(Workspace workspace) {
    @Nullable OpenBeans beans = open.get(workspace);
    return beans == null ? -1 : beans.stirs();
  }

  /** Opens a workspace to all when it is prepared; where that fails it stays closed. */
  public void open(Workspace workspace, Instant now, Runnable prepare) {
    OpenBeans beans = new OpenBeans(workspace, now, stirs.incrementAndGet());
    boolean isDone = false;
    try {
      within(beans, prepare);
      isDone = true;
    } finally {
      if (!isDone) {
        beans.end();
      }
    }
    open.put(workspace, beans);
  }

  /**
   * Closes a workspace, and lets its beans go when the last has been done.
   *
   * @param atOnce whether those who work for it are cut off
   * @return false where it is not open, or somebody works for it
   */
  public boolean close(Workspace workspace, boolean atOnce, Runnable last) {
    @Nullable OpenBeans beans = open.get(workspace);
    if (beans == null || !(atOnce || beans.tryClose())) {
      return false;
    }
    beans.closeAtOnce();
    open.remove(workspace);
    try {
      within(beans, last);
    } finally {
      beans.end();
    }
    return true;
  }

  private void within(OpenBeans beans, Runnable work) {
    @Nullable OpenBeans before = ofThread.get();
    ofThread.set(beans);
    try {
      work.run();
    } finally {
      back(before);
    }
  }

  private void back(@Nullable OpenBeans before) {
    if (before == null) {
      ofThread.remove();
    } else {
      ofThread.set(before);
    }
  }

  /** Works for an open workspace, on this thread until the work returns; refuses a closed one. */
  public <T> T in(Workspace workspace, Supplier<T> work) {
    @Nullable Runnable leave = enter(workspace);
    if (leave == null) {
      throw new IllegalStateException("workspace: '" + workspace.key() + "' is not open");
    }
    try {
      return work.get();
    } finally {
      leave.run();
    }
  }

  /** This thread works for the workspace until it leaves; null where it is not open. */
  public @Nullable Runnable enter(Workspace workspace) {
    @Nullable OpenBeans beans = use(workspace);
    if (beans == null) {
      return null;
    }
    @Nullable OpenBeans before = ofThread.get();
    ofThread.set(beans);
    return () -> {
      back(before);
      beans.release();
    };
  }

  private @Nullable OpenBeans use(Workspace workspace) {
    @Nullable OpenBeans beans = open.get(workspace);
    return beans != null && beans.tryUse() ? beans : null;
  }

  /**
   * The request at which this thread works is for the workspace, until it ends.
   *
   * @return to call at the end of the request; null where the workspace is not open
   */
  public @Nullable Runnable enterRequest(Workspace workspace, Instant now) {
    @Nullable Context request = Vertx.currentContext();
    if (request == null) {
      throw new IllegalStateException("this thread works at no request");
    }
    @Nullable OpenBeans beans = use(workspace);
    if (beans == null) {
      return null;
    }
    beans.asked(now);
    request.putLocal(REQUEST, beans);
    return beans::release;
  }
}
