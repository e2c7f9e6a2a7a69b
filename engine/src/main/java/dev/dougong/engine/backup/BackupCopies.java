package dev.dougong.engine.backup;

import dev.dougong.engine.problem.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which backups lie in the second place, too, and which wait for that. One of all nodes copies a
 * backup at a time: it holds the claim for {@link #HOLD_MINUTES} from its last sign of life. Each
 * call is a transaction. Thread-safe.
 */
public interface BackupCopies {

  /** How long a claim lasts without a sign of life. */
  int HOLD_MINUTES = 10;

  /** How far a copy is. */
  enum Step {
    WAITING(1),
    COPYING(2),
    COPIED(3),
    /** It did not succeed, and is tried again. */
    FAILED(4);

    private final int code;

    Step(int code) {
      this.code = code;
    }

    /** As stored. */
    public int code() {
      return code;
    }

    /** The step of a stored code. */
    public static Step of(int code) {
      for (Step step : values()) {
        if (step.code == code) {
          return step;
        }
      }
      throw new IllegalArgumentException("step: " + code);
    }
  }

  /**
   * A copy.
   *
   * @param tries how often it was begun
   * @param dueAt from when it is begun again; null where it is there
   * @param copiedAt null where it is not there
   * @param sha256 digest of the sealed file; null where nobody has told
   * @param problem why the last try did not succeed; null where nothing is wrong
   */
  record Entry(
      String name,
      Step step,
      int tries,
      @Nullable Instant dueAt,
      @Nullable Instant copiedAt,
      @Nullable String sha256,
      @Nullable Problem problem) {}

  /**
   * The right to copy a backup.
   *
   * @param turn which try it is, from 1
   */
  record Claim(String name, int turn) {}

  /** Notes that a backup shall be copied; nothing happens where it is known. */
  void want(String name);

  /** Notes that a copy is gone and shall be made again. */
  void wantAgain(String name);

  /** Claims the newest that is due; null where none is. */
  @Nullable Claim claim();

  /**
   * Claims this one, whether or not it was known; null where another one copies it, or it is there.
   */
  @Nullable Claim claim(String name);

  /** A sign of life; false where the claim was lost, and the work has to end. */
  boolean hold(Claim claim);

  /** Notes that a copy is there. */
  void copied(String name, long bytes, @Nullable String sha256);

  /** Ends a claim without success; it is due again after a while, longer with each try. */
  void failed(Claim claim, Problem problem);

  /** Makes all due that did not succeed: what was wrong may be mended. */
  void retryAll();

  /** All, the newest first. */
  List<Entry> list();

  /** Forgets one. */
  void forget(String name);
}
