package dev.dougong.workflow.internal;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.workflow.task.UserTask;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last task of a page, in the order of due time and id.
 *
 * @param due null for one without a time
 */
record TaskCursor(@Nullable Instant due, UUID id) {

  private static final String NEVER = "never";

  static TaskCursor of(UserTask task) {
    return new TaskCursor(task.due(), task.id());
  }

  static TaskCursor read(String text) {
    int at = text.indexOf('_');
    try {
      String due = text.substring(0, Math.max(0, at));
      return new TaskCursor(
          due.equals(NEVER) ? null : Instant.parse(due), UUID.fromString(text.substring(at + 1)));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw InputException.malformed(
          Problem.of("badParameter").with("value", "after").with("detail", "next"));
    }
  }

  String text() {
    return (due == null ? NEVER : due.toString()) + "_" + id;
  }

  /** What comes after it. */
  Sql condition() {
    Sql moment =
        due == null ? Sql.of("'infinity'::timestamptz") : new Sql().bind(SqlType.TIMESTAMPTZ, due);
    return Sql.of("(coalesce(t.due_at, 'infinity'), t.id) > (")
        .add(moment)
        .add(", ")
        .bind(SqlType.UUID, id)
        .add(")");
  }
}
