package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.User;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.segment.SegmentCounts;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Counts members as they are kept. Thread-safe. */
final class JdbcSegmentCounts implements SegmentCounts {

  private final Statements statements;

  JdbcSegmentCounts(Statements statements) {
    this.statements = statements;
  }

  @Override
  public Map<String, Long> of(Access access) {
    if (!access.evaluation().roles().contains(User.ADMIN)) {
      throw new AccessException(Problem.of("notFound"));
    }
    Map<String, Long> counts = new TreeMap<>();
    statements
        .query(
            Sql.of("select segment, count(*) from ")
                .add(access.metadata().workspace().schema())
                .add(".segment_member group by segment"),
            row -> Map.entry(Objects.requireNonNull(row.text(1)), row.number(2)))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }
}
