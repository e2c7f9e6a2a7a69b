package dev.dougong.engine.audit.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dougong.engine.audit.AuditChain;
import dev.dougong.engine.audit.AuditChain.Fault;
import dev.dougong.engine.audit.AuditChain.Head;
import dev.dougong.engine.audit.AuditChain.Verification;
import dev.dougong.engine.audit.AuditChecks;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks in the table {@code audit_check}. The row is written before the chain is looked at and
 * keeps other nodes away; one whose node died is given up after {@link #PATIENCE}.
 */
public final class JdbcAuditChecks implements AuditChecks {

  private static final Duration PATIENCE = Duration.ofHours(6);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<Fault>> FAULTS = new TypeReference<>() {};

  private final Jdbc jdbc;
  private final Transactions transactions;
  private final AuditChain chain;
  private final SqlName schema;
  private final InstantSource clock;

  /** In a workspace's schema. */
  public JdbcAuditChecks(
      Jdbc jdbc,
      Transactions transactions,
      Workspace workspace,
      AuditChain chain,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.schema = workspace.schema();
    this.chain = chain;
    this.clock = clock;
  }

  @Override
  public @Nullable Check checkIfDue() {
    return check(EVERY);
  }

  @Override
  public @Nullable Check checkNow() {
    return check(Duration.ZERO);
  }

  private @Nullable Check check(Duration every) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (!transactions.required(() -> claim(now, every))) {
      return null;
    }
    Verification found = chain.verify();
    @Nullable Head head = found.head();
    Check check =
        new Check(
            now,
            clock.instant(),
            found.batches(),
            found.entries(),
            head == null ? "" : head.number() + " " + head.digest(),
            found.faults());
    save(check);
    return check;
  }

  private boolean claim(Instant now, Duration every) {
    Boolean isMine =
        jdbc.queryOne(
            Sql.of("select pg_try_advisory_xact_lock(hashtext('audit check'), hashtext(")
                .bind(SqlType.TEXT, schema.text())
                .add("))"),
            row -> row.getBoolean(1));
    if (!Boolean.TRUE.equals(isMine)) {
      return false;
    }
    return jdbc.update(
            Sql.template(
                """
                insert into {0}.audit_check (begun_at) select {1}
                where not exists (select from {0}.audit_check
                  where ended_at is null and begun_at > {2} or ended_at is not null and begun_at > {3}
                    or begun_at = {1})
                """,
                List.of(
                    new Sql().add(schema),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now.minus(PATIENCE)),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now.minus(every)))))
        > 0;
  }

  private void save(Check check) {
    JsonNode faults = JSON.valueToTree(check.faults());
    jdbc.update(
        on("update {0}.audit_check set ended_at = ")
            .bind(SqlType.TIMESTAMPTZ, check.endedAt())
            .add(", batches = ")
            .bind(SqlType.BIGINT, check.batches())
            .add(", entries = ")
            .bind(SqlType.BIGINT, check.entries())
            .add(", head = ")
            .bind(SqlType.TEXT, check.head())
            .add(", faults = ")
            .bind(SqlType.JSONB, faults)
            .add(" where begun_at = ")
            .bind(SqlType.TIMESTAMPTZ, check.begunAt()));
  }

  @Override
  public @Nullable Check last() {
    return jdbc.queryOne(
        on(
            """
            select begun_at, ended_at, batches, entries, head, faults from {0}.audit_check
            where ended_at is not null order by begun_at desc limit 1
            """),
        JdbcAuditChecks::read);
  }

  @Override
  public @Nullable Instant underWaySince() {
    return jdbc.queryOne(
        on("select begun_at from {0}.audit_check where ended_at is null and begun_at > ")
            .bind(SqlType.TIMESTAMPTZ, clock.instant().minus(PATIENCE))
            .add(" order by begun_at desc limit 1"),
        row -> instant(row, 1));
  }

  private static Check read(ResultSet row) throws SQLException {
    try {
      return new Check(
          instant(row, 1),
          instant(row, 2),
          row.getLong(3),
          row.getLong(4),
          row.getString(5),
          JSON.readValue(row.getString(6), FAULTS));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private Sql on(@CompileTimeConstant final String template) {
    return Sql.template(template, List.of(new Sql().add(schema)));
  }
}
