package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.GroupKey;
import dev.dougong.engine.query.GroupMeasure;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.query.GroupResult;
import dev.dougong.engine.query.PastQueries;
import dev.dougong.engine.storage.internal.Jdbc;
import java.time.Instant;
import javax.sql.DataSource;

/** One statement: records that nobody touched since, and the others as the log tells them. */
public final class JdbcPastQueries implements PastQueries {

  private final Jdbc jdbc;
  private final SqlCompiler compiler;
  private final JdbcAggregateQueries fresh;

  /** Over a data source that takes part in the engine's transactions. */
  public JdbcPastQueries(DataSource source, SqlCompiler compiler, Directory directory) {
    this.jdbc = new Jdbc(source);
    this.compiler = compiler;
    this.fresh = new JdbcAggregateQueries(source, compiler, directory);
  }

  @Override
  public GroupResult query(Access access, GroupQuery query, Instant until) {
    GroupReads reads = GroupReads.of(access, query);
    if (!isTold(query) || !reads.isTraceable() || !reads.isReversible()) {
      throw new InputException(Problem.of("query.notInPast"));
    }
    PastStatements past = new PastStatements(access, compiler, query, reads, until);
    jdbc.query(
        past.since(),
        row -> {
          if (row.getBoolean(2)) {
            throw new InputException(Problem.of("query.othersChanged"));
          }
          if (row.getLong(1) > MOST_CHANGES) {
            throw new InputException(
                Problem.of("query.tooManyChanges").with("limit", MOST_CHANGES));
          }
          return true;
        });
    return fresh.named(access, query, fresh.read(query, past.answer()));
  }

  /** What is made of the whole history, or of other records as they are now, has no past here. */
  private static boolean isTold(GroupQuery query) {
    return query.keys().stream()
            .noneMatch(key -> key.related() != null || key.bucket() instanceof GroupKey.Furthest)
        && query.measures().stream()
            .noneMatch(
                measure -> measure instanceof GroupMeasure.Aggregated one && one.related() != null);
  }
}
