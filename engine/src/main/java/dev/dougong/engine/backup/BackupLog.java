package dev.dougong.engine.backup;

import dev.dougong.engine.problem.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The plan of backups, and what became of each. Each call is a transaction. Thread-safe. */
public interface BackupLog {

  /** Most files that a plan keeps. */
  int MOST_KEPT = 400;

  /**
   * When backups are made by themselves.
   *
   * @param isOn whether they are
   * @param at time of the day in the zone of the workspace
   * @param keep how many files stay, 1 to {@link #MOST_KEPT}
   */
  record Plan(boolean isOn, LocalTime at, int keep) {}

  /** How far a backup is. */
  enum Step {
    WRITING(1),
    /** It is written, and being restored on trial. */
    PROVING(3),
    PROVEN(4),
    /** It did not come to its end. */
    UNFINISHED(5),
    /** The trial did not succeed. */
    BAD(6);

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
   * A backup.
   *
   * @param name of its file
   * @param by who asked for it; null for the plan
   * @param stepAt last sign of life of the step
   * @param bytes done in the step, before compression
   * @param problem why it did not come further; null where nothing is wrong
   */
  record Entry(
      String name,
      Instant begunAt,
      @Nullable UUID by,
      Step step,
      Instant stepAt,
      long bytes,
      @Nullable Problem problem) {}

  /** The plan; one that is off where nobody made one. */
  Plan plan();

  /**
   * Sets the plan, and tells the audit log.
   *
   * @throws dev.dougong.engine.problem.InputException {@code backup.badKeep}
   */
  void plan(Plan plan);

  /**
   * Whether the caller is the one that makes the backup of a day by the plan; once for each day.
   */
  boolean claim(LocalDate day);

  /** Notes that a file is being written. */
  void begin(String name, @Nullable UUID by);

  /** Notes how far a file is; one that is not known yet comes in. */
  void note(String name, Step step, long bytes, @Nullable Problem problem);

  /** All, the newest first. */
  List<Entry> list();

  /** Forgets a file that is gone. */
  void forget(String name);
}
