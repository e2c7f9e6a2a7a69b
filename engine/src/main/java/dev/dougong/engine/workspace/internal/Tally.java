package dev.dougong.engine.workspace.internal;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.workspace.Limit;
import dev.dougong.engine.workspace.Room.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much there is of one thing: what was counted last, and what this node made since. Counted
 * again when that is old, and before anything is refused. Thread-safe.
 */
final class Tally {

  private static final Duration OLD = Duration.ofSeconds(30);

  /** Where a tenth or less is left. */
  private static final Duration OLD_WHEN_NEAR = Duration.ofSeconds(3);

  private static final int NEAR = 10;

  /** Counting takes a hundredth of the time of one processor at the most. */
  private static final int REST = 100;

  /** Who is refused again and again makes nobody count all the time. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private static final int FRESH_REST = 10;

  /** Who waits for another one's count holds rows; it must not be for long. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Limit what;
  private final LongSupplier count;
  private final Transactions transactions;
  private final InstantSource clock;

  private final ReentrantLock turn = new ReentrantLock();
  private final Map<Thread, Own> owns = new ConcurrentHashMap<>();
  private long counted;
  private Instant countedAt = Instant.MIN;
  private Duration took = Duration.ZERO;

  /** Committed here since the last count began. */
  private long made;

  /** Claimed here and not settled. */
  private long open;

  /** What a transaction wrote and will count itself, because it sees that. */
  private static final class Own {
    private long made;
    private long gone;
  }

  /**
   * A tally that counts at the first question.
   *
   * @param count counts all, in the transaction of the caller
   */
  Tally(Limit what, LongSupplier count, Transactions transactions, InstantSource clock) {
    this.what = what;
    this.count = count;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Claims room for more, or refuses. */
  Claim claim(long most, long more) {
    if (more > 0) {
      need(most, more, true);
    }
    boolean isPart = transactions.isActive();
    Settling claim = new Settling(more, isPart ? Thread.currentThread() : null);
    if (isPart) {
      transactions.afterEnd(claim::settle);
    }
    return claim;
  }

  /** Refuses where there is no room for more. */
  void check(long most, long more) {
    need(most, more, false);
  }

  private void need(long most, long more, boolean isTaken) {
    lookAgain(most, more);
    if (!fits(most, more, isTaken) && !(countsAnew() && fits(most, more, isTaken))) {
      throw new InputException(what.reached(used(), more, most));
    }
  }

  private synchronized long used() {
    Own own = owns.get(Thread.currentThread());
    return Math.max(0, counted + made + open - (own == null ? 0 : own.gone));
  }

  private synchronized boolean fits(long most, long more, boolean isTaken) {
    boolean fits = used() + more <= most;
    if (fits && isTaken) {
      open += more;
    }
    return fits;
  }

  private synchronized Duration age() {
    return countedAt.equals(Instant.MIN)
        ? Duration.ofSeconds(Long.MAX_VALUE / 2)
        : Duration.between(countedAt, clock.instant());
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private void lookAgain(long most, long more) {
    Duration old;
    synchronized (this) {
      boolean isNear = used() + more > most - most / NEAR;
      old = longer(isNear ? OLD_WHEN_NEAR : OLD, took.multipliedBy(REST));
    }
    if (age().compareTo(old) >= 0 && turn.tryLock()) {
      countInTurn();
    }
  }

  /** Counts before something is refused, unless that was done just now and nothing came since. */
  private boolean countsAnew() {
    Duration fresh;
    boolean isMoved;
    synchronized (this) {
      fresh = longer(FRESH, took.multipliedBy(FRESH_REST));
      isMoved = made != 0;
    }
    if ((!isMoved && age().compareTo(fresh) < 0) || !isTurn()) {
      return false;
    }
    countInTurn();
    return true;
  }

  private boolean isTurn() {
    try {
      return turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void countInTurn() {
    try {
      long before;
      synchronized (this) {
        before = made;
      }
      Instant from = clock.instant();
      long now = count.getAsLong();
      synchronized (this) {
        Own own = owns.get(Thread.currentThread());
        counted = own == null ? now : now - own.made + own.gone;
        made -= before;
        countedAt = clock.instant();
        took = Duration.between(from, countedAt);
      }
    } finally {
      turn.unlock();
    }
  }

  private final class Settling implements Claim {

    private final AtomicBoolean isSettled = new AtomicBoolean();
    private final long amount;
    private final @Nullable Thread thread;

    Settling(long amount, @Nullable Thread thread) {
      this.amount = amount;
      this.thread = thread;
      if (thread != null) {
        add(thread, amount);
      }
    }

    private void add(Thread to, long more) {
      synchronized (Tally.this) {
        Own own = owns.computeIfAbsent(to, none -> new Own());
        if (amount > 0) {
          own.made += more;
        } else {
          own.gone -= more;
        }
        if (own.made == 0 && own.gone == 0) {
          owns.remove(to);
        }
      }
    }

    @Override
    public void settle(boolean isMade) {
      if (!isSettled.compareAndSet(false, true)) {
        return;
      }
      synchronized (Tally.this) {
        if (amount > 0) {
          open -= amount;
        }
        if (isMade) {
          made += amount;
        }
      }
      if (thread != null) {
        add(thread, -amount);
      }
    }
  }
}
