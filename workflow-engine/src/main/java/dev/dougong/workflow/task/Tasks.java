package dev.dougong.workflow.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people shall do. A task is seen and done by its assignee or, where it has none, by its
 * candidates; administrators see and do all. Every method refuses with a {@code ProblemException};
 * a task that is not the caller's does not exist for them. Thread-safe.
 */
public interface Tasks {

  /** Most tasks of a page. */
  int LONGEST_PAGE = 200;

  /** What a completed task without outcomes was answered with. */
  String DONE = "done";

  /**
   * In the order in which they are due, those without a time last. What the caller shall do is
   * ranked: what is overdue comes first, then day by day, within these what matters most.
   */
  Page list(Access access, Query query);

  /**
   * Answers a task and lets its workflow go on. The same answer of the same user again does
   * nothing.
   */
  void complete(Access access, UUID id, Answer answer);

  /** Takes a task that several may do. Who has it already is told nothing. */
  void claim(Access access, UUID id);

  /** Gives a task to another user. */
  void transfer(Access access, UUID id, UUID to, @Nullable String comment);

  /** Gives a task back to its candidates. */
  void giveBack(Access access, UUID id, @Nullable String comment);

  /**
   * Which tasks.
   *
   * @param isMine whether only those of the caller; others are for administrators
   * @param status null for any
   * @param after cursor of the page before
   */
  record Query(
      boolean isMine, UserTask.@Nullable Status status, @Nullable String after, int limit) {}

  /**
   * A page.
   *
   * @param next cursor of the next page, or null at the end
   */
  record Page(List<UserTask> tasks, @Nullable String next) {

    /** Copies the list. */
    public Page {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * An answer.
   *
   * @param outcome one of the task's, or null for a task without
   * @param values to write to the task's record with the caller's rights, or null
   */
  record Answer(@Nullable String outcome, @Nullable String comment, @Nullable ObjectNode values) {}
}
