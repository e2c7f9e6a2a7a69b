package dev.dougong.engine.query.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.OrgTree;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.query.AggregateQueries;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.query.GroupResult;
import dev.dougong.engine.storage.internal.Jdbc;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * {@link AggregateQueries} that keep what is asked again and bring it up to date with each
 * question, so that an answer is never stale: with the first question nothing is kept, with the
 * second its groups are, and from then on only what the change log tells is read. Answers are kept
 * with the rights of the reader and go with them.
 */
public final class KeptAggregateQueries implements AggregateQueries {

  private static final int MOST_GROUPS = 5_000;
  private static final int LARGEST = 100_000;
  private static final long ROOM = 1_000_000;
  private static final Duration UNUSED = Duration.ofMinutes(10);

  private final Jdbc jdbc;
  private final SqlCompiler compiler;
  private final JdbcAggregateQueries fresh;
  private final LongAdder unchanged = new LongAdder();
  private final LongAdder forwarded = new LongAdder();
  private final LongAdder computed = new LongAdder();

  /** Over a data source that takes part in the engine's transactions. */
  public KeptAggregateQueries(DataSource source, SqlCompiler compiler, Directory directory) {
    this.jdbc = new Jdbc(source);
    this.compiler = compiler;
    this.fresh = new JdbcAggregateQueries(source, compiler, directory);
  }

  /**
   * How answers came about.
   *
   * @param unchanged nothing had changed
   * @param forwarded changes were added to what was kept
   * @param computed over all records
   */
  public record Tally(long unchanged, long forwarded, long computed) {}

  /** How answers came about since the start. */
  public Tally tally() {
    return new Tally(unchanged.sum(), forwarded.sum(), computed.sum());
  }

  /** The answers that are kept for some rights. */
  private record Shelf(Cache<Question, KeptAnswer> answers) {

    static Shelf empty() {
      return new Shelf(
          Caffeine.newBuilder()
              .maximumWeight(ROOM)
              .weigher((Question question, KeptAnswer answer) -> answer.weight())
              .expireAfterAccess(UNUSED)
              .executor(Runnable::run)
              .build());
    }
  }

  private enum Place {
    SHELF
  }

  /** Who asks, where the answer is theirs only. */
  private record Reader(
      @Nullable UUID user, @Nullable UUID unit, Set<String> roles, OrgTree orgTree) {}

  /** What has the same answer at one state of the database. */
  private record Question(GroupQuery query, @Nullable LocalDate today, @Nullable Reader reader) {

    static Question of(GroupQuery query, GroupReads reads, EvaluationContext context) {
      return new Question(
          query,
          reads.usesToday() ? context.today() : null,
          reads.usesUser()
              ? new Reader(
                  context.user(), context.userOrgUnit(), context.roles(), context.orgTree())
              : null);
    }
  }

  @Override
  public GroupResult query(Access access, GroupQuery query) {
    GroupReads reads = GroupReads.of(access, query);
    if (!reads.isTraceable()) {
      computed.increment();
      return fresh.query(access, query);
    }
    Cache<Question, KeptAnswer> answers =
        access.kept(Place.SHELF, shelf -> true, Shelf::empty).answers();
    Question question = Question.of(query, reads, access.evaluation());
    KeptAnswer known = answers.getIfPresent(question);
    if (known == null || known.isLarge()) {
      computed.increment();
      answers.put(question, known == null ? KeptAnswer.ASKED : known);
      return fresh.query(access, query);
    }
    KeptStatements statements = new KeptStatements(access, compiler, query, reads);
    KeptAnswer now = forwarded(query, statements, known);
    if (now == null) {
      computed.increment();
      now = computed(access, query, statements, known);
    }
    if (now.weight() > LARGEST) {
      answers.put(question, KeptAnswer.LARGE);
    } else if (now.at() != null) {
      answers.put(question, now);
    }
    return fresh.named(access, query, now.answer());
  }

  /** What stands behind a snapshot: the next one, and what changed. */
  private static final class Since {
    private @Nullable String at;
    private boolean isAnew;
    private long changes;
    private final List<KeptGroups.Step> steps = new ArrayList<>();
  }

  /** The known answer as it is now, or null where it must be computed. */
  private @Nullable KeptAnswer forwarded(
      GroupQuery query, KeptStatements statements, KeptAnswer known) {
    String from = known.at();
    if (from == null) {
      return null;
    }
    KeptGroups groups = known.groups();
    Since since = since(statements, from, groups != null);
    if (since.at == null || since.isAnew) {
      return null;
    }
    if (since.changes == 0) {
      unchanged.increment();
      return new KeptAnswer(since.at, known.answer(), groups, false);
    }
    if (groups == null) {
      return null;
    }
    KeptGroups moved = groups.after(since.steps);
    if (moved.size() > MOST_GROUPS) {
      return null;
    }
    forwarded.increment();
    return new KeptAnswer(since.at, fresh.read(query, statements.answer(moved)), moved, false);
  }

  private Since since(KeptStatements statements, String from, boolean isForwarded) {
    Since since = new Since();
    jdbc.query(
        statements.since(from, isForwarded),
        row -> {
          int sign = row.getInt(1);
          if (sign == 0) {
            since.at = row.getString(2);
            since.isAnew = row.getBoolean(3);
            since.changes = row.getLong(KeptStatements.BEFORE_GROUPS + statements.names() + 1);
          } else {
            since.steps.add(step(statements, row, KeptStatements.BEFORE_GROUPS, sign));
          }
          return true;
        });
    return since;
  }

  /** A group whose columns stand behind some others. */
  private static KeptGroups.Step step(
      KeptStatements statements, ResultSet row, int before, int sign) throws SQLException {
    int column = before + 1;
    List<@Nullable String> name = new ArrayList<>();
    for (int i = 0; i < statements.names(); i++) {
      name.add(row.getString(column++));
    }
    long records = row.getLong(column++);
    List<@Nullable BigDecimal> parts = new ArrayList<>();
    for (int i = 0; i < statements.parts(); i++) {
      parts.add(row.getBigDecimal(column++));
    }
    return new KeptGroups.Step(
        sign, Collections.unmodifiableList(name), records, Collections.unmodifiableList(parts));
  }

  /** The answer over all records; with groups where they can be brought forward and are few. */
  private KeptAnswer computed(
      Access access, GroupQuery query, KeptStatements statements, KeptAnswer known) {
    boolean isKnownTooLarge = known.at() != null && known.groups() == null;
    if (statements.canForward() && !isKnownTooLarge) {
      KeptAnswer answer = grouped(query, statements);
      if (answer != null) {
        return answer;
      }
    }
    AnsweredGroups whole = fresh.read(query, new GroupPlan(access, compiler, query).sql());
    return new KeptAnswer(whole.at(), whole, null, false);
  }

  private @Nullable KeptAnswer grouped(GroupQuery query, KeptStatements statements) {
    @Nullable String[] at = new @Nullable String[1];
    List<KeptGroups.Step> steps = new ArrayList<>();
    jdbc.query(
        statements.groups(MOST_GROUPS + 1),
        row -> {
          at[0] = row.getString(1);
          row.getLong(statements.names() + 2);
          return row.wasNull() || steps.add(step(statements, row, 1, 1));
        });
    if (steps.size() > MOST_GROUPS) {
      return null;
    }
    KeptGroups groups = KeptGroups.NONE.after(steps);
    return new KeptAnswer(at[0], fresh.read(query, statements.answer(groups)), groups, false);
  }
}
