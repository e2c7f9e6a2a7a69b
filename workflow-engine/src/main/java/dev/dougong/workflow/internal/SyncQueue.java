package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.ChangeCursor;
import dev.dougong.engine.record.ChangeLog;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.RecordChange;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.ValueJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes that other systems do not know yet. The change log is read once for all syncs; the place
 * in it commits with what was put here. A record stands here once for each sync: what is sent is as
 * it is then. What a sync brought in is not put here for it. Thread-safe.
 */
final class SyncQueue {

  private static final int PAGE = 1_000;
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final Statements statements;
  private final ChangeLog log;
  private final LogPosition position;
  private final IdSource ids;

  SyncQueue(Statements statements, ChangeLog log, IdSource ids) {
    this.statements = statements;
    this.log = log;
    this.position = new LogPosition(statements, log, "sync");
    this.ids = ids;
  }

  /**
   * A change on its way.
   *
   * @param seq number of the change
   * @param kept what the first try kept ({@code body}, {@code base}), or null where this is it
   * @param remote id of the item, or null where the other system does not know it
   * @param sent what it was sent last, by place, or null
   * @param base values by field id on which both sides were the same last, or null
   */
  record Entry(
      UUID record,
      long seq,
      int attempt,
      UUID lease,
      @Nullable ObjectNode kept,
      @Nullable String remote,
      @Nullable ObjectNode sent,
      @Nullable ObjectNode base) {}

  /** Begins at what is committed now; what was not read before is passed. */
  void begin(Metadata metadata) {
    position.end(metadata);
    position.begin(metadata);
  }

  /** Reads a page of the log in the caller's transaction; gives how many changes it had. */
  int follow(Access access, Collection<SyncPlan> plans) {
    Metadata metadata = access.metadata();
    ChangeCursor at = position.take(metadata);
    if (at == null) {
      return 0;
    }
    List<RecordChange> changes = log.read(metadata.workspace(), at, PAGE);
    if (changes.isEmpty()) {
      return 0;
    }
    for (SyncPlan plan : plans) {
      put(access, plan, changes);
    }
    position.move(metadata, changes.get(changes.size() - 1).cursor());
    return changes.size();
  }

  private void put(Access access, SyncPlan plan, List<RecordChange> changes) {
    Entity entity = plan.entity();
    Map<UUID, Long> last = new LinkedHashMap<>();
    for (RecordChange change : changes) {
      if (change.entity() == entity.id()
          && change.operation() != ChangeOperation.DELETED
          && !change.why().equals(plan.why())) {
        last.put(change.record(), change.cursor().seq());
      }
    }
    if (last.isEmpty()) {
      return;
    }
    ArrayNode rows = ValueJson.mapper().createArrayNode();
    last.forEach(
        (record, seq) -> rows.addObject().put("record", record.toString()).put("seq", seq));
    Sql from =
        Sql.of("n.record, n.seq from jsonb_to_recordset(")
            .bind(SqlType.JSONB, rows)
            .add(") as n (record uuid, seq bigint) order by n.record");
    put(access, plan, from);
  }

  private int put(Access access, SyncPlan plan, Sql from) {
    Instant now = access.evaluation().now();
    return statements.update(
        Sql.of("insert into ")
            .add(access.metadata().workspace().schema())
            .add(".sync_out as o (due_at, sync, record, seq) select ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(", ")
            .bind(SqlType.TEXT, plan.key())
            .add(", ")
            .add(from)
            .add(" on conflict (sync, record) do update set")
            .add(" seq = case when o.body is null or o.due_at is null then excluded.seq")
            .add(" else o.seq end,")
            .add(" newer = case when o.body is null or o.due_at is null then null")
            .add(" else excluded.seq end,")
            .add(" body = case when o.due_at is null then null else o.body end,")
            .add(" attempt = case when o.due_at is null then 0 else o.attempt end,")
            .add(" due_at = coalesce(o.due_at, excluded.due_at)"));
  }

  /** Takes one that is due, for a minute; locked until the caller's transaction ends. */
  @Nullable Entry claim(Access access, SyncPlan plan) {
    SqlName schema = access.metadata().workspace().schema();
    Instant now = access.evaluation().now();
    UUID lease = ids.next();
    return statements.queryOne(
        Sql.of("with o as (update ")
            .add(schema)
            .add(".sync_out set attempt = attempt + 1, lease = ")
            .bind(SqlType.UUID, lease)
            .add(", due_at = ")
            .bind(SqlType.TIMESTAMPTZ, now.plus(LEASE))
            .add(" where (sync, record) = (select sync, record from ")
            .add(schema)
            .add(".sync_out where sync = ")
            .bind(SqlType.TEXT, plan.key())
            .add(" and due_at <= ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" order by due_at limit 1 for update skip locked)")
            .add(" returning record, seq, attempt, body)")
            .add(" select o.record, o.seq, o.attempt, o.body, l.remote, l.sent, l.base from o")
            .add(" left join lateral (select remote, sent, base from ")
            .add(schema)
            .add(".sync_link where sync = ")
            .bind(SqlType.TEXT, plan.key())
            .add(" and record = o.record order by sent is null, remote limit 1) l on true"),
        row -> {
          return new Entry(
              Objects.requireNonNull(row.uuid(1)),
              row.number(2),
              (int) row.number(3),
              lease,
              object(row.text(4)),
              row.text(5),
              object(row.text(6)),
              object(row.text(7)));
        });
  }

  private static @Nullable ObjectNode object(@Nullable String text) {
    return text == null ? null : StepStore.object(text);
  }

  /** Keeps what the tries of a change send. */
  void freeze(Metadata metadata, SyncPlan plan, Entry entry, ObjectNode kept) {
    statements.update(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".sync_out set body = ")
            .bind(SqlType.JSONB, kept)
            .add(of(plan, entry)));
  }

  private static Sql of(SyncPlan plan, Entry entry) {
    return Sql.of(" where sync = ")
        .bind(SqlType.TEXT, plan.key())
        .add(" and record = ")
        .bind(SqlType.UUID, entry.record())
        .add(" and lease = ")
        .bind(SqlType.UUID, entry.lease());
  }

  /** Done with: away with it, or on to what came since. Whether it was still ours. */
  boolean done(Metadata metadata, SyncPlan plan, Entry entry, Instant now) {
    return goesOn(metadata, plan, entry, now)
        || statements.update(
                Sql.of("delete from ")
                    .add(metadata.workspace().schema())
                    .add(".sync_out")
                    .add(of(plan, entry)))
            > 0;
  }

  private boolean goesOn(Metadata metadata, SyncPlan plan, Entry entry, Instant now) {
    return statements.update(
            Sql.of("update ")
                .add(metadata.workspace().schema())
                .add(".sync_out set seq = newer, newer = null, body = null, attempt = 0,")
                .add(" lease = null, due_at = ")
                .bind(SqlType.TIMESTAMPTZ, now)
                .add(of(plan, entry))
                .add(" and newer is not null"))
        > 0;
  }

  /** Not taken: tried again at a moment. */
  void later(Metadata metadata, SyncPlan plan, Entry entry, Instant due) {
    set(metadata, plan, entry, due);
  }

  /** Given up, but for what came since. Whether it was still ours. */
  boolean giveUp(Metadata metadata, SyncPlan plan, Entry entry, Instant now) {
    return goesOn(metadata, plan, entry, now) || set(metadata, plan, entry, null) > 0;
  }

  private int set(Metadata metadata, SyncPlan plan, Entry entry, @Nullable Instant due) {
    return statements.update(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".sync_out set lease = null, due_at = ")
            .bind(SqlType.TIMESTAMPTZ, due)
            .add(of(plan, entry)));
  }

  /** Has one sent again that was given up; whether there is one. */
  boolean again(Metadata metadata, SyncPlan plan, UUID record, Instant now) {
    return statements.update(
            Sql.of("update ")
                .add(metadata.workspace().schema())
                .add(".sync_out set attempt = 0, body = null, due_at = ")
                .bind(SqlType.TIMESTAMPTZ, now)
                .add(" where due_at is null and sync = ")
                .bind(SqlType.TEXT, plan.key())
                .add(" and record = ")
                .bind(SqlType.UUID, record))
        > 0;
  }
}
