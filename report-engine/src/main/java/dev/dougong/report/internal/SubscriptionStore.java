package dev.dougong.report.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.report.dashboard.ChoiceJson;
import dev.dougong.report.subscription.Rhythm;
import dev.dougong.report.subscription.Subscription;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of subscriptions. Thread-safe. */
final class SubscriptionStore {

  private static final Sql COLUMNS =
      Sql.of("id, user_id, document, dashboard, choices::text, rhythm::text, ways, is_paused,")
          .add(" next_at, sent_at, fault::text, version");

  private final Statements statements;
  private final OrderTable table;

  SubscriptionStore(Statements statements) {
    this.statements = statements;
    table = new OrderTable(statements, SqlName.of("subscription"), COLUMNS);
  }

  static JsonNode json(String text) {
    try {
      return ValueJson.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Subscription read(ResultRow row) {
    return new Subscription(
        Objects.requireNonNull(row.uuid(1)),
        Objects.requireNonNull(row.uuid(2)),
        row.text(3),
        Objects.requireNonNull(row.text(4)),
        ChoiceJson.read(json(Objects.requireNonNull(row.text(5)))),
        Objects.requireNonNull(Rhythm.read(json(Objects.requireNonNull(row.text(6))))),
        row.texts(7),
        row.bool(8),
        row.instant(9),
        row.instant(10),
        Faults.read(row.text(11)),
        row.number(12));
  }

  /** Those of a person. */
  List<Subscription> of(SqlName schema, UUID user) {
    return table.of(schema, user, SubscriptionStore::read);
  }

  /** One of a person; null where there is none. */
  @Nullable Subscription find(SqlName schema, UUID user, UUID id) {
    return table.find(schema, user, id, SubscriptionStore::read);
  }

  /** Keeps other writers of a person's rows waiting; gives how many there are. */
  long holdAndCount(SqlName schema, UUID user) {
    table.hold(schema, user);
    return statements.count(
        Sql.of("select count(*) from ")
            .add(schema)
            .add(".subscription where deleted_at is null and document is null and user_id = ")
            .bind(SqlType.UUID, user));
  }

  void insert(SqlName schema, Subscription one, Instant now) {
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".subscription (id, user_id, dashboard, choices, rhythm, ways, next_at,")
            .add(" created_at) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.UUID, one.id()),
                    new Sql().bind(SqlType.UUID, one.user()),
                    new Sql().bind(SqlType.TEXT, one.dashboard()),
                    new Sql().bind(SqlType.JSONB, ChoiceJson.write(one.choices())),
                    new Sql().bind(SqlType.JSONB, one.rhythm().write()),
                    new Sql().bind(SqlType.TEXT_ARRAY, one.ways()),
                    new Sql().bind(SqlType.TIMESTAMPTZ, one.nextAt()),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now)))
            .add(")"));
  }

  /** Gives whether the version was the one that is stored. */
  boolean change(SqlName schema, Subscription one, long version) {
    return statements.update(
            Sql.of("update ")
                .add(schema)
                .add(".subscription set rhythm = ")
                .bind(SqlType.JSONB, one.rhythm().write())
                .add(", ways = ")
                .bind(SqlType.TEXT_ARRAY, one.ways())
                .add(", is_paused = ")
                .bind(SqlType.BOOLEAN, one.isPaused())
                .add(", next_at = ")
                .bind(SqlType.TIMESTAMPTZ, one.nextAt())
                .add(", attempt = 0, version = version + 1 where deleted_at is null and id = ")
                .bind(SqlType.UUID, one.id())
                .add(" and version = ")
                .bind(SqlType.BIGINT, version))
        > 0;
  }

  /** Gives whether there was one that the person made. */
  boolean delete(SqlName schema, UUID user, UUID id, Instant now) {
    return statements.update(
            Sql.of("update ")
                .add(schema)
                .add(".subscription set next_at = null, version = version + 1, deleted_at = ")
                .bind(SqlType.TIMESTAMPTZ, now)
                .add(" where deleted_at is null and document is null and user_id = ")
                .bind(SqlType.UUID, user)
                .add(" and id = ")
                .bind(SqlType.UUID, id))
        > 0;
  }

  /** Gives the rhythm of what was brought back; null where there was nothing. */
  @Nullable Rhythm restore(SqlName schema, UUID user, UUID id) {
    return statements.queryOne(
        Sql.of("update ")
            .add(schema)
            .add(".subscription set deleted_at = null, version = version + 1")
            .add(" where deleted_at is not null and user_id = ")
            .bind(SqlType.UUID, user)
            .add(" and id = ")
            .bind(SqlType.UUID, id)
            .add(" returning rhythm::text"),
        row -> Rhythm.read(json(Objects.requireNonNull(row.text(1)))));
  }

  /** The next moment of one that is not paused. */
  void plan(SqlName schema, UUID id, Instant next) {
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".subscription set next_at = ")
            .bind(SqlType.TIMESTAMPTZ, next)
            .add(" where not is_paused and id = ")
            .bind(SqlType.UUID, id));
  }

  /** Makes one due; nothing where a node makes its pack at this moment. */
  void hasten(SqlName schema, UUID id, Instant now) {
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".subscription set lease = null, lease_until = null, next_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where deleted_at is null and id = ")
            .bind(SqlType.UUID, id)
            .add(" and (lease is null or lease_until <= ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(")"));
  }

  /** One that is held for making its pack. */
  record Claim(Subscription one, UUID lease, Instant due, int attempt) {}

  /** Takes one that is due and that nobody holds; null where there is none. */
  @Nullable Claim claim(SqlName schema, UUID lease, Instant now, Instant until) {
    return table.claim(
        schema,
        lease,
        now,
        until,
        row -> {
          Subscription one = read(row);
          Instant due = Objects.requireNonNull(one.nextAt());
          return new Claim(one, lease, due, (int) row.number(13));
        });
  }

  /**
   * Ends a claim. What was changed meanwhile keeps its own next moment.
   *
   * @param problem why nothing was sent, or null
   * @return false where another node has it by now
   */
  boolean settle(
      SqlName schema, Claim claim, @Nullable Instant next, @Nullable Problem problem, Instant now) {
    return statements.update(
            Sql.of("update ")
                .add(schema)
                .add(".subscription set lease = null, lease_until = null, attempt = 0, fault = ")
                .bind(SqlType.JSONB, problem == null ? null : Faults.write(problem))
                .add(", sent_at = coalesce(")
                .bind(SqlType.TIMESTAMPTZ, problem == null ? now : null)
                .add(", sent_at), next_at = case when version = ")
                .bind(SqlType.BIGINT, claim.one().version())
                .add(" then ")
                .bind(SqlType.TIMESTAMPTZ, next)
                .add(" else next_at end where id = ")
                .bind(SqlType.UUID, claim.one().id())
                .add(" and lease = ")
                .bind(SqlType.UUID, claim.lease()))
        > 0;
  }

  /** Lets a claim rest until it is tried again. */
  void putOff(SqlName schema, Claim claim, Instant until) {
    table.putOff(schema, claim.one().id(), claim.lease(), until);
  }
}
