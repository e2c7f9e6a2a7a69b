package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where each sync stands: its next moment, its place in the other system, who asks now. */
final class SyncStore {

  static final int ON = 2;

  private static final Duration LEASE = Duration.ofSeconds(60);

  private final Statements statements;
  private final IdSource ids;
  private final Map<SqlName, Long> followed = new ConcurrentHashMap<>();

  SyncStore(Statements statements, IdSource ids) {
    this.statements = statements;
    this.ids = ids;
  }

  /**
   * A sync that is asked now.
   *
   * @param cursor {@code since} (a moment), {@code page}, {@code seen} (the newest moment of this
   *     run)
   * @param counts of the run so far, by outcome
   */
  record Claim(String sync, UUID lease, ObjectNode cursor, ObjectNode counts, int attempt) {}

  /** Takes over what was published; a look into memory where all is as it was. */
  void follow(Access access, Collection<SyncPlan> plans) {
    Metadata metadata = access.metadata();
    SqlName schema = metadata.workspace().schema();
    if (Objects.equals(followed.get(schema), metadata.version())) {
      return;
    }
    for (SyncPlan plan : plans) {
      Instant next = plan.schedule().next(access.evaluation().now(), metadata.zone());
      statements.update(
          Sql.of("insert into ")
              .add(schema)
              .add(".sync_state as s (sync, rule, next_at) values (")
              .bind(SqlType.TEXT, plan.key())
              .add(", ")
              .bind(SqlType.TEXT, plan.rule())
              .add(", ")
              .bind(SqlType.TIMESTAMPTZ, next)
              .add(") on conflict (sync) do update set rule = excluded.rule,")
              .add(" next_at = excluded.next_at where s.rule <> excluded.rule"));
    }
    followed.put(schema, metadata.version());
  }

  /** Those that collect changes: on or paused. */
  List<String> collecting(Metadata metadata) {
    return keys(metadata, Sql.of("state >= ").number(ON));
  }

  /** Those that are on. */
  List<String> on(Metadata metadata) {
    return keys(metadata, Sql.of("state = ").number(ON));
  }

  private List<String> keys(Metadata metadata, Sql condition) {
    return statements.query(
        Sql.of("select sync from ")
            .add(metadata.workspace().schema())
            .add(".sync_state where ")
            .add(condition)
            .add(" order by sync"),
        row -> Objects.requireNonNull(row.text(1)));
  }

  /** Takes a sync that is due and that nobody asks, for a minute; null where there is none. */
  @Nullable Claim claim(Access access, Collection<String> keys) {
    SqlName schema = access.metadata().workspace().schema();
    Instant now = access.evaluation().now();
    UUID lease = ids.next();
    return statements.queryOne(
        Sql.of("update ")
            .add(schema)
            .add(".sync_state set lease = ")
            .bind(SqlType.UUID, lease)
            .add(", leased_until = ")
            .bind(SqlType.TIMESTAMPTZ, now.plus(LEASE))
            .add(", begun_at = case when cursor->'run' is not null then begun_at else ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" end, counts = case when cursor->'run' is not null then counts else '{}' end,")
            .add(" cursor = cursor || '{\"run\": true}' where sync = (select sync from ")
            .add(schema)
            .add(".sync_state where state = ")
            .number(ON)
            .add(" and sync = any(")
            .bind(SqlType.TEXT_ARRAY, List.copyOf(keys))
            .add(") and next_at <= ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" and (leased_until is null or leased_until <= ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(") order by next_at limit 1 for update skip locked)")
            .add(" returning sync, cursor, counts, attempt"),
        row ->
            new Claim(
                Objects.requireNonNull(row.text(1)),
                lease,
                StepStore.object(row.text(2)),
                StepStore.object(row.text(3)),
                (int) row.number(4)));
  }

  /** Whether the claim still holds; nobody else moves the sync until the transaction ends. */
  boolean holds(Metadata metadata, Claim claim) {
    return statements.queryOne(
            Sql.of("select 1 from ")
                .add(metadata.workspace().schema())
                .add(".sync_state where sync = ")
                .bind(SqlType.TEXT, claim.sync())
                .add(" and lease = ")
                .bind(SqlType.UUID, claim.lease())
                .add(" for update"),
            row -> 1)
        != null;
  }

  /** Gives a sync back. */
  void release(
      Metadata metadata,
      Claim claim,
      ObjectNode cursor,
      ObjectNode counts,
      @Nullable Instant next,
      @Nullable Instant doneAt) {
    statements.update(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".sync_state set lease = null, leased_until = null, attempt = 0, fault = null,")
            .add(" cursor = ")
            .bind(SqlType.JSONB, cursor)
            .add(", counts = ")
            .bind(SqlType.JSONB, counts)
            .add(", next_at = ")
            .bind(SqlType.TIMESTAMPTZ, next)
            .add(", done_at = coalesce(")
            .bind(SqlType.TIMESTAMPTZ, doneAt)
            .add(", done_at) where sync = ")
            .bind(SqlType.TEXT, claim.sync())
            .add(" and lease = ")
            .bind(SqlType.UUID, claim.lease()));
  }

  /** Gives a sync back that could not be asked. */
  void fail(
      Metadata metadata,
      Claim claim,
      ObjectNode cursor,
      int attempt,
      @Nullable Instant next,
      Problem problem) {
    statements.update(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".sync_state set lease = null, leased_until = null, attempt = ")
            .number(attempt)
            .add(", cursor = ")
            .bind(SqlType.JSONB, cursor)
            .add(", next_at = ")
            .bind(SqlType.TIMESTAMPTZ, next)
            .add(", fault = ")
            .bind(SqlType.JSONB, StoredProblem.write(problem))
            .add(" where sync = ")
            .bind(SqlType.TEXT, claim.sync())
            .add(" and lease = ")
            .bind(SqlType.UUID, claim.lease()));
  }
}
