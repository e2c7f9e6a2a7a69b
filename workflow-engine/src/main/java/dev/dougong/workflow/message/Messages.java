package dev.dougong.workflow.message;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What left the house, or waits to, for administrators. Thread-safe. */
public interface Messages {

  /** Longest page. */
  int LONGEST_PAGE = 200;

  /** The newest first. */
  List<Entry> list(Access access, Query query);

  /** One with its tries; {@code notFound} where there is none. */
  Details find(Access access, UUID id);

  /** Numbers and costs of the last days, by connector. */
  List<Sum> sums(Access access, int days);

  /**
   * Sends one again that failed, with the same id; has the gate decide anew about one that it
   * refused.
   *
   * @throws dev.dougong.engine.problem.ConflictException {@code message.isUnderWay}, or {@code
   *     message.isSent}
   */
  void sendAgain(Access access, UUID id);

  /** Puts a message in that a person writes, to see whether a connector works; gives its id. */
  UUID trial(Access access, String connector, Channel.Message message);

  /** States. */
  enum State {
    READY,
    SENDING,
    SENT,
    FAILED,
    REFUSED;

    /** Its name in answers. */
    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Which ones; null means any. */
  record Query(
      @Nullable String connector, @Nullable State state, @Nullable UUID after, int limit) {}

  /**
   * A message.
   *
   * @param problem why it was refused, failed, or is not sent yet; null where all is well
   * @param cost what it cost; null where it did not leave
   */
  record Entry(
      UUID id,
      String connector,
      String recipient,
      String title,
      String body,
      State state,
      int attempt,
      @Nullable Problem problem,
      @Nullable String workflow,
      @Nullable UUID execution,
      @Nullable BigDecimal cost,
      Instant createdAt,
      @Nullable Instant dueAt,
      @Nullable Instant sentAt) {}

  /** One try. */
  record Try(int attempt, Instant at, @Nullable Problem problem, @Nullable String reference) {}

  /** A message with its tries. */
  record Details(Entry entry, List<Try> tries) {
    /** Copies the list. */
    public Details {
      tries = List.copyOf(tries);
    }
  }

  /** What went by a connector. */
  record Sum(String connector, State state, long messages, BigDecimal cost) {}
}
