package dev.dougong.web.workspace.internal;

import dev.dougong.engine.storage.Workspace;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The beans of one open workspace, each made when it is first asked for. Thread-safe. */
final class OpenBeans {

  private static final int CLOSED = -1;

  private final Workspace workspace;
  private final Map<Contextual<?>, Made<?>> made = new ConcurrentHashMap<>();

  /** One bean is made at a time, and may ask for another meanwhile. */
  private final ReentrantLock making = new ReentrantLock();

  /** How many threads and requests work for it. */
  private final AtomicInteger uses = new AtomicInteger();

  private volatile Instant askedAt;
  private volatile @Nullable Instant usedAt;
  private volatile long stirs;
  private volatile boolean isGone;

  private record Made<T>(Contextual<T> bean, T object, CreationalContext<T> creation) {
    void destroy() {
      bean.destroy(object, creation);
    }
  }

  OpenBeans(Workspace workspace, Instant now, long stirs) {
    this.workspace = workspace;
    this.askedAt = now;
    this.stirs = stirs;
  }

  Workspace workspace() {
    return workspace;
  }

  /** When somebody outside asked for it last, or it was opened. */
  Instant askedAt() {
    return askedAt;
  }

  /** When somebody outside asked for it last; null where nobody has yet. */
  @Nullable Instant usedAt() {
    return usedAt;
  }

  void asked(Instant now) {
    askedAt = now;
    usedAt = now;
  }

  /** A number that is another one when something may have changed in it. */
  long stirs() {
    return stirs;
  }

  void stir(long number) {
    stirs = number;
  }

  /** Somebody begins to work for it; false where it is closed. */
  boolean tryUse() {
    return uses.updateAndGet(count -> count == CLOSED ? CLOSED : count + 1) != CLOSED;
  }

  void release() {
    uses.updateAndGet(count -> count == CLOSED ? CLOSED : count - 1);
  }

  /** Closes it to all where nobody works for it; whoever calls may still use its beans. */
  boolean tryClose() {
    return uses.compareAndSet(0, CLOSED);
  }

  /** Closes it, whoever works for it. */
  void closeAtOnce() {
    uses.set(CLOSED);
  }

  boolean isGone() {
    return isGone;
  }

  @SuppressWarnings("unchecked") // the object of a bean is of the bean's type
  <T> @Nullable T find(Contextual<T> bean) {
    Made<T> found = (Made<T>) made.get(bean);
    return found == null ? null : found.object();
  }

  <T> T make(Contextual<T> bean, CreationalContext<T> creation) {
    making.lock();
    try {
      T found = find(bean);
      if (found == null) {
        found = bean.create(creation);
        made.put(bean, new Made<>(bean, found, creation));
      }
      return found;
    } finally {
      making.unlock();
    }
  }

  void destroy(Contextual<?> bean) {
    Made<?> gone = made.remove(bean);
    if (gone != null) {
      gone.destroy();
    }
  }

  /** Lets all beans go; whoever asks from now on gets none. */
  void end() {
    isGone = true;
    made.values().forEach(Made::destroy);
    made.clear();
  }
}
