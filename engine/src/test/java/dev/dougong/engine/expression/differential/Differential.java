package dev.dougong.engine.expression.differential;

import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.MapRow;
import dev.dougong.engine.expression.ValueText;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Checked;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.CompiledExpression;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One run: expressions over records, each pair through all back ends. */
final class Differential {

  private static final int BATCH = 20;
  private static final List<ZoneId> ZONES =
      List.of(ZoneId.of("Asia/Shanghai"), ZoneId.of("America/New_York"), ZoneId.of("UTC"));

  private static final Pattern EXPECTED =
      Pattern.compile(
          "expression\\.(unknownField|tooDeep|tooManyNodes|tooLong|textTooLong|nullNeedsType)");

  /** An expression of the run, and its values by the oracle, record by record. */
  record Case(String text, Expression expression, ZoneId zone, List<@Nullable String> values) {}

  private final Expressions expressions = new Expressions();
  private final Evaluator closures = new Evaluator(Evaluator.BackEnd.CLOSURES);
  private final Evaluator mvel = new Evaluator(Evaluator.BackEnd.MVEL);
  private final SqlCompiler compiler = new SqlCompiler();
  private final RandomSales records;
  final List<Case> cases = new ArrayList<>();
  final List<String> differences = new ArrayList<>();
  private final long seed;
  private int refused;
  private long nulls;

  Differential(long seed, int expressionCount, int recordCount) {
    this.seed = seed;
    Random random = new Random(seed);
    records = new RandomSales(random, recordCount);
    RandomExpressions writer = new RandomExpressions(random);
    while (cases.size() < expressionCount) {
      add(writer.next());
    }
  }

  /** One more case, unless the checker refuses it for a reason that the generator knows. */
  void add(String text) {
    Checked checked = expressions.check(text, Shop.SALES, null);
    Expression expression = checked.expression();
    if (expression != null) {
      ZoneId zone = ZONES.get((cases.size() / BATCH) % ZONES.size());
      cases.add(new Case(text, expression, zone, evaluate(text, expression, zone)));
      return;
    }
    refused++;
    if (!checked.problems().stream().allMatch(p -> EXPECTED.matcher(p.code()).matches())) {
      differences.add("refused: " + text + " " + checked.problems());
    }
  }

  RandomSales records() {
    return records;
  }

  private List<@Nullable String> evaluate(String text, Expression expression, ZoneId zone) {
    EvaluationContext context = Shop.context(zone);
    String printed = expressions.print(expression, Shop.SALES);
    Expression again = expressions.check(printed, Shop.SALES, null).expression();
    if (!expression.equals(again)) {
      differences.add("printing: " + text + " became " + printed);
    }
    CompiledExpression oracle = closures.compile(expression);
    CompiledExpression rendered = mvel.compile(expression);
    List<@Nullable String> values = new ArrayList<>();
    for (MapRow sale : records.sales) {
      String value = text(oracle.evaluate(sale, context));
      compare("MVEL", text, values.size(), value, text(rendered.evaluate(sale, context)));
      nulls += value == null ? 1 : 0;
      values.add(value);
    }
    return values;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : ValueText.of(value);
  }

  void compare(
      String backEnd, String text, int record, @Nullable String expected, @Nullable String actual) {
    if (expected == null ? actual != null : !expected.equals(actual)) {
      differences.add(
          backEnd + ": " + text + " of record " + record + ": " + actual + ", not " + expected);
    }
  }

  /** All cases by MVEL, compiled afresh and first run by several threads at once. */
  void runThreads(int threads) throws InterruptedException, ExecutionException {
    List<CompiledExpression> compiled =
        cases.stream().map(one -> mvel.compile(one.expression())).toList();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<List<String>>> jobs = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        jobs.add(() -> wrong(compiled));
      }
      for (Future<List<String>> job : pool.invokeAll(jobs)) {
        differences.addAll(job.get());
      }
    } finally {
      pool.shutdown();
    }
  }

  private List<String> wrong(List<CompiledExpression> compiled) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      EvaluationContext context = Shop.context(one.zone());
      for (int record = 0; record < records.sales.size(); record++) {
        String value = text(compiled.get(i).evaluate(records.sales.get(record), context));
        if (!Objects.equals(value, one.values().get(record))) {
          wrong.add("thread: " + one.text() + " of record " + record + ": " + value);
        }
      }
    }
    return wrong;
  }

  /** Nanoseconds of one evaluation of a usual condition, after a warm-up. */
  double nanoseconds(Evaluator.BackEnd backEnd, String text) {
    CompiledExpression compiled =
        new Evaluator(backEnd).compile(expressions.check(text, Shop.SALES, null).orThrow());
    EvaluationContext context = Shop.context(ZONES.get(0));
    int rounds = 2_000;
    long start = 0;
    for (int round = -rounds; round < rounds; round++) {
      if (round == 0) {
        start = System.nanoTime();
      }
      records.sales.forEach(sale -> compiled.isTrue(sale, context));
    }
    return (System.nanoTime() - start) / ((double) rounds * records.sales.size());
  }

  /** All cases in SQL, several to a statement. */
  void runSql() throws SQLException {
    try (Connection connection = TestDatabase.dataSource().getConnection()) {
      SqlShop.create(connection, records);
      for (int from = 0; from < cases.size(); from += BATCH) {
        runSql(connection, cases.subList(from, Math.min(from + BATCH, cases.size())));
      }
    }
  }

  private void runSql(Connection connection, List<Case> batch) throws SQLException {
    Sql sql = Sql.of("select ");
    List<Sql> columns = new ArrayList<>();
    for (Case one : batch) {
      EvaluationContext context = Shop.context(one.zone());
      columns.add(asText(compiler.value(one.expression(), SqlShop.sale(), context), one));
      if (one.expression().type().equals(ValueType.BOOLEAN)) {
        columns.add(
            Sql.template(
                "({0} is true)::text",
                List.of(compiler.condition(one.expression(), SqlShop.sale(), context))));
      } else {
        columns.add(Sql.of("null"));
      }
    }
    sql.join(", ", columns).add(SqlShop.FROM).add(" order by r.id");
    try (PreparedStatement statement = Jdbc.prepare(connection, sql);
        ResultSet rows = statement.executeQuery()) {
      for (int record = 0; rows.next(); record++) {
        for (int i = 0; i < batch.size(); i++) {
          compare(batch.get(i), record, rows.getString(2 * i + 1), rows.getString(2 * i + 2));
        }
      }
    } catch (SQLException e) {
      if (batch.size() == 1) {
        differences.add("SQL: " + batch.get(0).text() + ": " + e.getMessage());
      } else {
        for (Case one : batch) {
          runSql(connection, List.of(one));
        }
      }
    }
  }

  private void compare(Case one, int record, @Nullable String value, @Nullable String condition) {
    String expected = one.values().get(record);
    compare("SQL", one.text(), record, expected, value);
    if (one.expression().type().equals(ValueType.BOOLEAN)) {
      String truth = String.valueOf("true".equals(expected));
      compare("SQL condition", one.text(), record, truth, condition);
    }
  }

  private static Sql asText(Sql value, Case one) {
    return switch (one.expression().type().kind()) {
      case INTEGER, DECIMAL -> Sql.template("trim_scale({0})::text", List.of(value));
      case DATE -> Sql.template("to_char({0}, 'YYYY-MM-DD')", List.of(value));
      case TIME -> Sql.template("to_char({0}, 'HH24:MI:SS')", List.of(value));
      case DATE_TIME ->
          Sql.template(
              "to_char({0} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
              List.of(value));
      case TEXT, BOOLEAN, DURATION, REFERENCE, TEXT_LIST, REFERENCE_LIST, TABLE, JSON, SEALED ->
          Sql.template("({0})::text", List.of(value));
    };
  }

  /** How much of the run was null, in percent. */
  double nullShare() {
    return 100.0 * nulls / pairs();
  }

  long pairs() {
    return (long) cases.size() * records.sales.size();
  }

  String summary(String backEnds) {
    return String.format(
        Locale.ROOT,
        "differential: %d pairs (%d expressions, %d records) through %s; seed %d; %.1f %% null;"
            + " %d refused; %d differences",
        pairs(),
        cases.size(),
        records.sales.size(),
        backEnds,
        seed,
        nullShare(),
        refused,
        differences.size());
  }
}
