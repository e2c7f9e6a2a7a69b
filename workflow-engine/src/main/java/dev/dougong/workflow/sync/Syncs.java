package dev.dougong.workflow.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Syncs for administrators, who alone may call. Refuses with a {@code ProblemException}: {@code
 * forbidden}, {@code notFound}. Thread-safe.
 */
public interface Syncs {

  /** Longest page of rows. */
  int LONGEST_PAGE = 200;

  /** Whether a sync works. */
  enum Switch {
    /** Not yet, or not any more; changes are not collected for it. */
    OFF("off"),
    /** It works. */
    ON("on"),
    /** It waits; changes are collected for it. */
    PAUSED("paused");

    private final String key;

    Switch(String key) {
      this.key = key;
    }

    /** Name in JSON. */
    public String key() {
      return key;
    }
  }

  /**
   * Where a sync stands.
   *
   * @param nextAt when the other system is asked next; null where nothing says so
   * @param begunAt when the run at hand, or the last one, began
   * @param doneAt when the last run ended well
   * @param counts what became of the items of that run, by outcome
   * @param open rows that somebody has to look at
   * @param waiting changes that the other system does not know yet
   * @param problem why the last call failed, or null
   */
  record State(
      ObjectNode document,
      Switch position,
      boolean isRunning,
      @Nullable Instant nextAt,
      @Nullable Instant begunAt,
      @Nullable Instant doneAt,
      Map<String, Integer> counts,
      int open,
      int waiting,
      @Nullable Problem problem) {}

  /**
   * A row of the log.
   *
   * @param isIncoming whether it came; else it went
   * @param remote id of the item in the other system, or null
   * @param outcome what was made of it: {@code created}, {@code updated}, {@code unchanged}, {@code
   *     failed}, {@code conflict}, {@code ignored}, {@code sent}
   * @param isOpen whether somebody has to look at it
   * @param payload what came, or what was sent
   */
  record Row(
      UUID id,
      boolean isIncoming,
      @Nullable String remote,
      @Nullable UUID record,
      Instant at,
      String outcome,
      boolean isOpen,
      int attempt,
      JsonNode payload,
      List<Problem> problems) {}

  /** Which rows. */
  record Query(boolean onlyOpen, @Nullable String outcome, @Nullable UUID after, int limit) {}

  /** What a person says about a conflict. */
  enum Decision {
    /** By the policy of the sync. */
    AGAIN,
    /** The other system is right. */
    THEIRS,
    /** This system is right. */
    OURS
  }

  /** All published syncs, by key. */
  List<State> list(Access access);

  /** One of them. */
  State find(Access access, String sync);

  /** Turns it on, off, or has it wait. Turned off, it forgets changes that it did not send. */
  void turn(Access access, String sync, Switch position);

  /**
   * Has the other system asked now.
   *
   * @param whole whether it is asked for everything, not only for what was changed
   * @throws dev.dougong.engine.problem.ConflictException {@code sync.isOff} where it is not on
   */
  void runNow(Access access, String sync, boolean whole);

  /** The newest rows first. */
  List<Row> rows(Access access, String sync, Query query);

  /**
   * Takes an open row once more, or sends it once more.
   *
   * @return its new row
   * @throws dev.dougong.engine.problem.ConflictException {@code sync.notOpen}
   */
  Row decide(Access access, String sync, UUID row, Decision decision);

  /**
   * The first items that the other system gives for a sync that may not be saved yet; nothing is
   * kept.
   *
   * @param document a sync; only its connector and {@code in} are looked at
   * @throws dev.dougong.engine.problem.ConflictException where the other system does not give any
   */
  List<JsonNode> sample(Access access, ObjectNode document);
}
