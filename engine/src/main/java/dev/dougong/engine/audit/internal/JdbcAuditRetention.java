package dev.dougong.engine.audit.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.audit.AuditRetention;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Retention over the tables of the chain. Of a batch that is cut the entries and the salts of their
 * seals go; the digests stay, so the chain goes on from its beginning.
 */
public final class JdbcAuditRetention implements AuditRetention {

  /** Kind of the entry that tells of a cut; its details name the last batch that is cut. */
  static final String CUT = "auditLog.cut";

  private static final int STRETCH = 20;
  private static final int MOST_DAYS = 36_500;

  private final Jdbc jdbc;
  private final Transactions transactions;
  private final SqlName schema;
  private final AuditLog log;
  private final InstantSource clock;

  /** In a workspace's schema. */
  public JdbcAuditRetention(
      Jdbc jdbc,
      Transactions transactions,
      Workspace workspace,
      AuditLog log,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.schema = workspace.schema();
    this.log = log;
    this.clock = clock;
  }

  @Override
  public @Nullable Integer days() {
    return jdbc.queryOne(on("select days from {0}.audit_retention"), row -> row.getInt(1));
  }

  @Override
  public void keep(@Nullable Integer days) {
    if (days != null && (days < FEWEST_DAYS || days > MOST_DAYS)) {
      throw new InputException(
          Problem.at("/days", "audit.badRetention").with("value", days).with("limit", FEWEST_DAYS));
    }
    boolean unused =
        transactions.required(
            () -> {
              @Nullable Integer before = days();
              if (days == null) {
                jdbc.update(on("delete from {0}.audit_retention"));
              } else {
                jdbc.update(
                    on("insert into {0}.audit_retention (days) values (")
                        .number(days)
                        .add(") on conflict (only_one) do update set days = excluded.days"));
              }
              ObjectNode details = JsonNodeFactory.instance.objectNode();
              details.putObject("before").put("days", before);
              details.putObject("after").put("days", days);
              log.tell("auditLog.retention", "", details);
              return true;
            });
  }

  @Override
  public int cut() {
    @Nullable Integer days = days();
    if (days == null) {
      return 0;
    }
    Instant until = clock.instant().minus(Duration.ofDays(days));
    return transactions.required(() -> cut(until));
  }

  private int cut(Instant until) {
    // The lock of closing: neither goes on while the other one works.
    Boolean isMine =
        jdbc.queryOne(
            Sql.of("select pg_try_advisory_xact_lock(hashtext('audit chain'), hashtext(")
                .bind(SqlType.TEXT, schema.text())
                .add("))"),
            row -> row.getBoolean(1));
    if (!Boolean.TRUE.equals(isMine)) {
      return 0;
    }
    long from =
        1
            + Objects.requireNonNull(
                jdbc.queryOne(
                    Sql.of("select ").add(lastCut(schema)), row -> (Long) row.getLong(1)));
    @Nullable Long to =
        jdbc.queryOne(
            on("select max(number) from {0}.audit_batch where closed_at < ")
                .bind(SqlType.TIMESTAMPTZ, until)
                .add(" and number < ")
                .bind(SqlType.BIGINT, from + STRETCH),
            row -> row.getObject(1, Long.class));
    if (to == null || to < from) {
      return 0;
    }
    int gone = jdbc.update(removal(from, to));
    jdbc.update(
        on("update {0}.audit_seal set salt = null where source = 2 and batch between ")
            .bind(SqlType.BIGINT, from)
            .add(" and ")
            .bind(SqlType.BIGINT, to));
    jdbc.update(
        on("""
                update {0}.audit_renewal r set salt = null from {0}.audit_seal s
                where r.source = 2 and s.source = 2 and s.seq = r.seq and s.batch between
                """)
            .bind(SqlType.BIGINT, from)
            .add(" and ")
            .bind(SqlType.BIGINT, to));
    log.write(
        new AuditLog.Entry(
            CUT,
            null,
            "",
            Long.toString(to),
            JsonNodeFactory.instance.objectNode().put("batch", to).put("count", gone)));
    return Math.max(1, gone);
  }

  private Sql removal(long from, long to) {
    return Sql.template(
        """
        delete from {0}.audit_entry e using {0}.audit_seal s
        where s.source = 2 and s.seq = e.seq and s.batch between {1} and {2}
        """,
        List.of(
            new Sql().add(schema),
            new Sql().bind(SqlType.BIGINT, from),
            new Sql().bind(SqlType.BIGINT, to)));
  }

  /** The number of the last batch whose entries are cut off, 0 for none; an expression. */
  static Sql lastCut(SqlName schema) {
    return Sql.template(
        """
        coalesce((select (details ->> 'batch')::bigint from {0}.audit_entry
          where kind = 'auditLog.cut' order by seq desc limit 1), 0)
        """,
        List.of(new Sql().add(schema)));
  }

  private Sql on(@CompileTimeConstant final String template) {
    return Sql.template(template, List.of(new Sql().add(schema)));
  }
}
