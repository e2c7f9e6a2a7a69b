package dev.dougong.engine.audit.internal;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dougong.engine.audit.AuditChain;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The chain in the tables {@code audit_seal} and {@code audit_batch}. A batch holds whole
 * transactions, in the order of their numbers, and ends before the oldest one that still runs: what
 * has a number below can neither come nor go any more, so a later row with such a number is
 * tampering. All digests are made in the database, by one statement for each source.
 */
public final class JdbcAuditChain implements AuditChain {

  private static final int BATCH = 5_000;
  private static final int STRETCH = 100;
  private static final int MOST_FAULTS = 100;

  private final Jdbc jdbc;
  private final Transactions transactions;
  private final SqlName schema;
  private final InstantSource clock;

  /** In a workspace's schema. */
  public JdbcAuditChain(
      Jdbc jdbc, Transactions transactions, Workspace workspace, InstantSource clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.schema = workspace.schema();
    this.clock = clock;
  }

  private record Last(long number, long until) {}

  @Override
  public int close() {
    return transactions.required(
        () -> {
          // A node that comes second leaves it to the first.
          Boolean isMine =
              jdbc.queryOne(
                  Sql.of("select pg_try_advisory_xact_lock(hashtext('audit chain'), hashtext(")
                      .bind(SqlType.TEXT, schema.text())
                      .add("))"),
                  row -> row.getBoolean(1));
          return Boolean.TRUE.equals(isMine) ? closeNext() : 0;
        });
  }

  private int closeNext() {
    Last last = last();
    long until = until(last.until());
    if (until <= last.until()) {
      return 0;
    }
    long number = last.number() + 1;
    int entries = 0;
    for (SealedTable table : SealedTable.values()) {
      entries += jdbc.update(sealing(table, number, last.until(), until));
    }
    if (entries > 0) {
      jdbc.update(batch(number, last.until(), until, entries));
    }
    return entries;
  }

  private Last last() {
    Last last =
        jdbc.queryOne(
            on("select number, until::text::bigint from {0}.audit_batch")
                .add(" order by number desc limit 1"),
            row -> new Last(row.getLong(1), row.getLong(2)));
    return last == null ? new Last(0, 0) : last;
  }

  /** The end of the next batch: after the transaction of the entry that fills it. */
  private long until(long since) {
    Sql from = Sql.of("").bind(SqlType.XID8, since);
    return Objects.requireNonNull(
        jdbc.queryOne(
            Sql.template(
                """
                with edge as (select pg_snapshot_xmin(pg_current_snapshot()) as xid)
                select coalesce(
                  (select t.xid::text::bigint + 1 from (
                     select xid from {0}.change where xid >= {1}
                     union all select xid from {0}.audit_entry where xid >= {1}) t
                   where t.xid < (select xid from edge) order by t.xid offset {2} limit 1),
                  (select xid::text::bigint from edge))
                """,
                List.of(Sql.of("").add(schema), from, new Sql().number(BATCH - 1))),
            row -> row.getLong(1)));
  }

  private Sql sealing(SealedTable table, long number, long since, long until) {
    return Sql.template(
        """
        insert into {0}.audit_seal (source, seq, batch, salt, digest)
        select {1}, s.seq, {2}, s.salt, sha256(s.salt || s.content) from (
          select e.seq, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as salt,
            {3} as content
          from {0}.{4} e where e.xid >= {5} and e.xid < {6} offset 0) s
        """,
        List.of(
            new Sql().add(schema),
            new Sql().number(table.source()),
            new Sql().bind(SqlType.BIGINT, number),
            table.content(),
            new Sql().add(table.table()),
            new Sql().bind(SqlType.XID8, since),
            new Sql().bind(SqlType.XID8, until)));
  }

  private Sql batch(long number, long since, long until, long entries) {
    Sql digest =
        Sql.template(
            """
            sha256(p.digest || convert_to({0}::text, 'UTF8') || (
              select string_agg(s.digest, ''::bytea order by s.source, s.seq)
              from {1}.audit_seal s where s.batch = {0}))
            """,
            List.of(new Sql().bind(SqlType.BIGINT, number), new Sql().add(schema)));
    return Sql.template(
        """
        insert into {0}.audit_batch (number, since, until, closed_at, entries, previous, digest)
        select {1}, {2}, {3}, {4}, {5}, p.digest, {6}
        from (select coalesce(
          (select digest from {0}.audit_batch where number = {1} - 1), ''::bytea) as digest) p
        """,
        List.of(
            new Sql().add(schema),
            new Sql().bind(SqlType.BIGINT, number),
            new Sql().bind(SqlType.XID8, since),
            new Sql().bind(SqlType.XID8, until),
            new Sql().bind(SqlType.TIMESTAMPTZ, clock.instant()),
            new Sql().bind(SqlType.BIGINT, entries),
            digest));
  }

  @Override
  public @Nullable Head head() {
    return jdbc.queryOne(
        on("select number, encode(digest, 'hex'), closed_at from {0}.audit_batch")
            .add(" order by number desc limit 1"),
        row -> new Head(row.getLong(1), row.getString(2), instant(row, 3)));
  }

  @Override
  public Verification verify() {
    // Batches that are closed meanwhile are left for the next time.
    @Nullable Head head = head();
    if (head == null) {
      return new Verification(0, 0, null, List.of());
    }
    List<Fault> faults = new ArrayList<>();
    long batches = 0;
    long entries = 0;
    for (long from = 1; from <= head.number() && room(faults) > 0; from += STRETCH) {
      long to = Math.min(head.number(), from + STRETCH - 1);
      faults.addAll(jdbc.query(brokenBatches(from, to, room(faults)), JdbcAuditChain::fault));
      for (SealedTable table : SealedTable.values()) {
        faults.addAll(
            jdbc.query(brokenEntries(table, from, to, room(faults)), JdbcAuditChain::fault));
      }
      long[] counts = counts(from, to);
      batches += counts[0];
      entries += counts[1];
    }
    for (SealedTable table : SealedTable.values()) {
      faults.addAll(
          jdbc.query(inserted(table, head.number(), room(faults)), JdbcAuditChain::fault));
    }
    return new Verification(batches, entries, head, List.copyOf(faults));
  }

  private static int room(List<Fault> faults) {
    return Math.max(0, MOST_FAULTS - faults.size());
  }

  private long[] counts(long from, long to) {
    return Objects.requireNonNull(
        jdbc.queryOne(
            on("select count(*), coalesce(sum(entries), 0) from {0}.audit_batch")
                .add(between("number", from, to)),
            row -> new long[] {row.getLong(1), row.getLong(2)}));
  }

  private static Sql between(String column, long from, long to) {
    return Sql.of(" where ")
        .add(SqlName.of(column))
        .add(" between ")
        .bind(SqlType.BIGINT, from)
        .add(" and ")
        .bind(SqlType.BIGINT, to);
  }

  private Sql brokenBatches(long from, long to, int limit) {
    return Sql.template(
        """
        select case when b.number is null or b.previous is distinct from
              case when n.number = 1 then ''::bytea else p.digest end
            or b.since::text::bigint is distinct from coalesce(p.until::text::bigint, 0)
            then 'ORDER' else 'BATCH' end, n.number, 0, 0
        from generate_series({1}, {2}) n (number)
          left join {0}.audit_batch b on b.number = n.number
          left join {0}.audit_batch p on p.number = n.number - 1
          left join lateral (
            select count(*) as entries,
              string_agg(s.digest, ''::bytea order by s.source, s.seq) as digests
            from {0}.audit_seal s where s.batch = n.number) s on true
        where b.number is null
          or b.previous is distinct from case when n.number = 1 then ''::bytea else p.digest end
          or b.since::text::bigint is distinct from coalesce(p.until::text::bigint, 0)
          or b.entries <> s.entries
          or b.digest is distinct from
            sha256(b.previous || convert_to(n.number::text, 'UTF8') || s.digests)
        order by n.number limit {3}
        """,
        List.of(
            new Sql().add(schema),
            new Sql().bind(SqlType.BIGINT, from),
            new Sql().bind(SqlType.BIGINT, to),
            new Sql().number(limit)));
  }

  private Sql brokenEntries(SealedTable table, long from, long to, int limit) {
    return Sql.template(
        """
        with {8}
        select case when e.seq is null then 'MISSING' else 'CHANGED' end, s.batch, s.source, s.seq
        from {0}.audit_seal s
          left join {0}.{1} e on e.seq = s.seq
          left join {0}.audit_batch b on b.number = s.batch
        where s.source = {2} and s.batch between {3} and {4}
          and (e.seq is null or e.xid < b.since or e.xid >= b.until
            or case when s.salt is null then not {9} else sha256(s.salt || {5}) <> s.digest end)
          and not (s.source = 2 and e.seq is null and s.salt is null and s.batch <= {7})
        order by s.batch, s.seq limit {6}
        """,
        List.of(
            new Sql().add(schema),
            new Sql().add(table.table()),
            new Sql().number(table.source()),
            new Sql().bind(SqlType.BIGINT, from),
            new Sql().bind(SqlType.BIGINT, to),
            table.content(),
            new Sql().number(limit),
            JdbcAuditRetention.lastCut(schema),
            JdbcAuditErasures.named(schema),
            JdbcAuditErasures.isRenewed(schema, table)));
  }

  private Sql inserted(SealedTable table, long lastBatch, int limit) {
    return Sql.template(
        """
        select 'INSERTED', null, {2}, e.seq from {0}.{1} e
        where e.xid < (select until from {0}.audit_batch where number = {3})
          and not exists (select from {0}.audit_seal s where s.source = {2} and s.seq = e.seq)
        order by e.seq limit {4}
        """,
        List.of(
            new Sql().add(schema),
            new Sql().add(table.table()),
            new Sql().number(table.source()),
            new Sql().bind(SqlType.BIGINT, lastBatch),
            new Sql().number(limit)));
  }

  private static Fault fault(ResultSet row) throws SQLException {
    long batch = row.getLong(2);
    Long batchOrNull = row.wasNull() ? null : (Long) batch;
    return new Fault(
        Kind.valueOf(row.getString(1)),
        batchOrNull,
        SealedTable.sourceOf(row.getInt(3)),
        row.getLong(4));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private Sql on(@CompileTimeConstant final String template) {
    return Sql.template(template, List.of(new Sql().add(schema)));
  }
}
