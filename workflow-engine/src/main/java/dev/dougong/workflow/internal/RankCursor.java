package dev.dougong.workflow.internal;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.workflow.task.UserTask;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last task of a page in the order of what matters.
 *
 * @param now when the first page was read; what is overdue stays so for all pages
 * @param importance null where nothing says it
 * @param due null for one without a time
 */
record RankCursor(Instant now, @Nullable BigDecimal importance, @Nullable Instant due, UUID id) {

  private static final String NOTHING = "-";
  private static final int PARTS = 4;

  static RankCursor of(Instant now, UserTask task) {
    return new RankCursor(now, task.importance(), task.due(), task.id());
  }

  static RankCursor read(String text) {
    String[] parts = text.split("_", -1);
    try {
      if (parts.length == PARTS) {
        return new RankCursor(
            Instant.parse(parts[0]),
            parts[1].equals(NOTHING) ? null : new BigDecimal(parts[1]),
            parts[2].equals(NOTHING) ? null : Instant.parse(parts[2]),
            UUID.fromString(parts[3]));
      }
    } catch (DateTimeParseException | IllegalArgumentException e) {
      // said below
    }
    throw InputException.malformed(
        Problem.of("badParameter").with("value", "after").with("detail", "next"));
  }

  String text() {
    return now
        + "_"
        + (importance == null ? NOTHING : importance.toPlainString())
        + "_"
        + (due == null ? NOTHING : due.toString())
        + "_"
        + id;
  }

  /**
   * What is overdue first, then day by day; within these by importance, then by time.
   *
   * @param now until when a task was due that is overdue
   * @param zone in which days begin
   */
  record Order(Instant now, ZoneId zone) {

    /** The order of rows {@code t}. */
    Sql by(TaskRanks ranks) {
      return new Sql().join(", ", parts(Sql.of("t.due_at"), ranks.importance(), Sql.of("t.id")));
    }

    /** What comes after a task. */
    Sql after(TaskRanks ranks, RankCursor last) {
      List<Sql> here = parts(Sql.of("t.due_at"), ranks.importance(), Sql.of("t.id"));
      List<Sql> there =
          parts(
              new Sql().bind(SqlType.TIMESTAMPTZ, last.due()),
              new Sql().bind(SqlType.NUMERIC, last.importance()),
              new Sql().bind(SqlType.UUID, last.id()));
      return Sql.of("(").join(", ", here).add(") > (").join(", ", there).add(")");
    }

    private List<Sql> parts(Sql due, Sql importance, Sql id) {
      Sql day =
          Sql.of("case when ")
              .add(due)
              .add(" is null then 'infinity'::timestamptz when ")
              .add(due)
              .add(" < ")
              .bind(SqlType.TIMESTAMPTZ, now)
              .add(" then '-infinity' else date_trunc('day', ")
              .add(due)
              .add(", ")
              .bind(SqlType.TEXT, zone.getId())
              .add(") end");
      return List.of(
          day,
          Sql.of("coalesce(-(").add(importance).add("), 'infinity'::numeric)"),
          Sql.of("coalesce(").add(due).add(", 'infinity'::timestamptz)"),
          id);
    }
  }
}
