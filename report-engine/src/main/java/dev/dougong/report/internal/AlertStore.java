package dev.dougong.report.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.report.alert.Alert;
import dev.dougong.report.dashboard.ChoiceJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of alerts. Thread-safe. */
final class AlertStore {

  private static final Sql COLUMNS =
      Sql.of("id, user_id, dashboard, report, measure, choices::text, subject, side, line::text,")
          .add(" minutes, ways, is_paused, is_over, words::text, checked_at, fired_at,")
          .add(" fault::text, version, workflow");

  private final Statements statements;
  private final OrderTable table;

  AlertStore(Statements statements) {
    this.statements = statements;
    table = new OrderTable(statements, SqlName.of("alert"), COLUMNS);
  }

  private static String text(ResultRow row, int column) {
    return Objects.requireNonNull(row.text(column));
  }

  private static Alert read(ResultRow row) {
    JsonNode words = SubscriptionStore.json(text(row, 14));
    return new Alert(
        Objects.requireNonNull(row.uuid(1)),
        Objects.requireNonNull(row.uuid(2)),
        new Alert.Subject(
            text(row, 3),
            text(row, 4),
            text(row, 5),
            ChoiceJson.read(SubscriptionStore.json(text(row, 6)))),
        new Alert.Condition(
            Alert.Quantity.valueOf(text(row, 7).toUpperCase(Locale.ROOT)),
            Alert.Side.valueOf(text(row, 8).toUpperCase(Locale.ROOT)),
            new BigDecimal(text(row, 9))),
        (int) row.number(10),
        row.texts(11),
        row.text(19),
        row.bool(12),
        row.bool(13),
        new Alert.Words(
            words.path("label").asText(),
            words.path("measure").asText(),
            words.path("value").asText(),
            words.path("line").asText()),
        row.instant(15),
        row.instant(16),
        Faults.read(row.text(17)),
        row.number(18));
  }

  private static ObjectNode words(Alert.Words words) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("label", words.label())
        .put("measure", words.measure())
        .put("value", words.value())
        .put("line", words.line());
  }

  List<Alert> of(SqlName schema, UUID user) {
    return table.of(schema, user, AlertStore::read);
  }

  @Nullable Alert find(SqlName schema, UUID user, UUID id) {
    return table.find(schema, user, id, AlertStore::read);
  }

  /** Keeps other writers of a person's rows waiting; gives how many there are. */
  long holdAndCount(SqlName schema, UUID user) {
    table.hold(schema, user);
    return statements.count(
        Sql.of("select count(*) from ")
            .add(schema)
            .add(".alert where deleted_at is null and user_id = ")
            .bind(SqlType.UUID, user));
  }

  void insert(SqlName schema, Alert one, Instant next, Instant now) {
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".alert (id, user_id, dashboard, report, measure, choices, subject, side, line,")
            .add(" minutes, ways, workflow, is_over, words, checked_at, next_at, created_at)")
            .add(" values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.UUID, one.id()),
                    new Sql().bind(SqlType.UUID, one.user()),
                    new Sql().bind(SqlType.TEXT, one.of().dashboard()),
                    new Sql().bind(SqlType.TEXT, one.of().report()),
                    new Sql().bind(SqlType.TEXT, one.of().measure()),
                    new Sql().bind(SqlType.JSONB, ChoiceJson.write(one.of().choices())),
                    new Sql().bind(SqlType.TEXT, one.condition().quantity().key()),
                    new Sql().bind(SqlType.TEXT, one.condition().side().key()),
                    new Sql().bind(SqlType.NUMERIC, one.condition().line()),
                    new Sql().bind(SqlType.INTEGER, one.minutes()),
                    new Sql().bind(SqlType.TEXT_ARRAY, one.ways()),
                    new Sql().bind(SqlType.TEXT, one.workflow()),
                    new Sql().bind(SqlType.BOOLEAN, one.isOver()),
                    new Sql().bind(SqlType.JSONB, words(one.words())),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now),
                    new Sql().bind(SqlType.TIMESTAMPTZ, next),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now)))
            .add(")"));
  }

  /** Gives whether the version was the one that is stored. */
  boolean change(SqlName schema, Alert one, @Nullable Instant next, long version) {
    return statements.update(
            Sql.template(
                    """
                update {0}.alert set subject = {1}, side = {2}, line = {3}, minutes = {4},
                  ways = {5}, is_paused = {6}, is_over = {7}, words = {8}, next_at = {9},
                  attempt = 0, version = version + 1
                """,
                    List.of(
                        new Sql().add(schema),
                        new Sql().bind(SqlType.TEXT, one.condition().quantity().key()),
                        new Sql().bind(SqlType.TEXT, one.condition().side().key()),
                        new Sql().bind(SqlType.NUMERIC, one.condition().line()),
                        new Sql().bind(SqlType.INTEGER, one.minutes()),
                        new Sql().bind(SqlType.TEXT_ARRAY, one.ways()),
                        new Sql().bind(SqlType.BOOLEAN, one.isPaused()),
                        new Sql().bind(SqlType.BOOLEAN, one.isOver()),
                        new Sql().bind(SqlType.JSONB, words(one.words())),
                        new Sql().bind(SqlType.TIMESTAMPTZ, next)))
                .add(", workflow = ")
                .bind(SqlType.TEXT, one.workflow())
                .add(" where deleted_at is null and id = ")
                .bind(SqlType.UUID, one.id())
                .add(" and version = ")
                .bind(SqlType.BIGINT, version))
        > 0;
  }

  /** Gives whether there was one. */
  boolean delete(SqlName schema, UUID user, UUID id, Instant now) {
    return statements.update(
            Sql.of("update ")
                .add(schema)
                .add(".alert set next_at = null, version = version + 1, deleted_at = ")
                .bind(SqlType.TIMESTAMPTZ, now)
                .add(" where deleted_at is null and user_id = ")
                .bind(SqlType.UUID, user)
                .add(" and id = ")
                .bind(SqlType.UUID, id))
        > 0;
  }

  /** Brings one back; it is looked at at once unless it is paused. */
  void restore(SqlName schema, UUID user, UUID id, Instant now) {
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".alert set deleted_at = null, version = version + 1,")
            .add(" next_at = case when is_paused then null else ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" end where deleted_at is not null and user_id = ")
            .bind(SqlType.UUID, user)
            .add(" and id = ")
            .bind(SqlType.UUID, id));
  }

  /** One that is held for being looked at. */
  record Claim(Alert one, UUID lease, int attempt) {}

  /** Takes one that is due and that nobody holds; null where there is none. */
  @Nullable Claim claim(SqlName schema, UUID lease, Instant now, Instant until) {
    return table.claim(
        schema, lease, now, until, row -> new Claim(read(row), lease, (int) row.number(20)));
  }

  /**
   * What a look found.
   *
   * @param fires whether it is told
   * @param words null where nothing was found out
   * @param problem why, or null
   */
  record Outcome(
      boolean isOver, boolean fires, Alert.@Nullable Words words, @Nullable Problem problem) {}

  /** Ends a claim; false where another node has it by now, or the alert was changed meanwhile. */
  boolean settle(SqlName schema, Claim claim, Outcome outcome, Instant next, Instant now) {
    Problem problem = outcome.problem();
    return statements.update(
            Sql.template(
                """
                update {0}.alert set lease = null, lease_until = null, attempt = 0,
                  is_over = {1}, words = coalesce({2}, words), fault = {3},
                  checked_at = {4}, fired_at = coalesce({5}, fired_at), next_at = {6}
                where id = {7} and lease = {8} and version = {9} and next_at is not null
                """,
                List.of(
                    new Sql().add(schema),
                    new Sql().bind(SqlType.BOOLEAN, outcome.isOver()),
                    new Sql()
                        .bind(
                            SqlType.JSONB, outcome.words() == null ? null : words(outcome.words())),
                    new Sql().bind(SqlType.JSONB, problem == null ? null : Faults.write(problem)),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now),
                    new Sql().bind(SqlType.TIMESTAMPTZ, outcome.fires() ? now : null),
                    new Sql().bind(SqlType.TIMESTAMPTZ, next),
                    new Sql().bind(SqlType.UUID, claim.one().id()),
                    new Sql().bind(SqlType.UUID, claim.lease()),
                    new Sql().bind(SqlType.BIGINT, claim.one().version()))))
        > 0;
  }

  /** Lets a claim rest until it is tried again. */
  void putOff(SqlName schema, Claim claim, Instant until) {
    table.putOff(schema, claim.one().id(), claim.lease(), until);
  }
}
