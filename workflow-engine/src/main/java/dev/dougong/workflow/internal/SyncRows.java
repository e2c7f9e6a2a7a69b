package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.ValueJson;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The log of rows, and which record an item of the other system is. Many with one statement. */
final class SyncRows {

  private static final int SWEPT = 1_000;
  private static final String LOG =
      """
      with n as (
        select * from jsonb_to_recordset({1}) as n (id uuid, remote text, record uuid,
          outcome text, is_open boolean, is_told boolean, attempt integer, payload jsonb,
          problems jsonb)),
      o as (
        select r.id as before, n.id as now, r.outcome = n.outcome and r.payload = n.payload as same,
          n.problems
        from {0}.sync_row r join n on r.remote = n.remote
          or (not {3} and r.record = n.record)
          or (r.remote is null and n.remote is null and r.payload = n.payload)
        where r.sync = {2} and r.is_open and r.incoming = {3}),
      touched as (
        update {0}.sync_row r set is_open = o.same,
          at = case when o.same then {4} else r.at end,
          attempt = case when o.same then r.attempt + 1 else r.attempt end,
          problems = case when o.same then o.problems else r.problems end
        from o where r.id = o.before)
      insert into {0}.sync_row (id, sync, incoming, remote, record, at, outcome, is_open, attempt,
        payload, problems)
      select n.id, {2}, {3}, n.remote, n.record, {4}, n.outcome, n.is_open, n.attempt, n.payload,
        n.problems
      from n where n.is_told and not exists (select 1 from o where o.now = n.id and o.same)
      """;

  private final Statements statements;
  private final IdSource ids;

  SyncRows(Statements statements, IdSource ids) {
    this.statements = statements;
    this.ids = ids;
  }

  /**
   * Which record an item is.
   *
   * @param base values by field id on which both sides were the same last; null where never
   */
  record Link(UUID record, @Nullable ObjectNode base) {}

  /**
   * What came of one item.
   *
   * @param remote id of the item, or null
   * @param outcome {@code created}, {@code updated}, {@code unchanged}, {@code failed}, {@code
   *     conflict}, {@code ignored}, {@code sent}
   * @param base what both sides have in common now, or null where nothing was taken
   */
  record Result(
      @Nullable String remote,
      @Nullable UUID record,
      String outcome,
      int attempt,
      JsonNode payload,
      List<Problem> problems,
      @Nullable ObjectNode base) {

    boolean isOpen() {
      return outcome.equals("failed") || outcome.equals("conflict");
    }
  }

  Map<String, Link> links(Metadata metadata, SyncPlan plan, Collection<String> remotes) {
    Map<String, Link> links = new HashMap<>();
    statements.query(
        Sql.of("select remote, record, base from ")
            .add(metadata.workspace().schema())
            .add(".sync_link where sync = ")
            .bind(SqlType.TEXT, plan.key())
            .add(" and remote = any(")
            .bind(SqlType.TEXT_ARRAY, List.copyOf(remotes))
            .add(")"),
        row -> {
          String base = row.text(3);
          return links.put(
              Objects.requireNonNull(row.text(1)),
              new Link(
                  Objects.requireNonNull(row.uuid(2)),
                  base == null ? null : StepStore.object(base)));
        });
    return links;
  }

  /** Keeps what items are now. */
  void keepLinks(Metadata metadata, SyncPlan plan, List<Result> results) {
    ArrayNode links = ValueJson.mapper().createArrayNode();
    for (Result result : results) {
      if (result.base() != null && result.remote() != null && result.record() != null) {
        ObjectNode link = links.addObject().put("remote", result.remote());
        link.put("record", result.record().toString()).set("base", result.base());
      }
    }
    if (links.isEmpty()) {
      return;
    }
    statements.update(
        Sql.of("insert into ")
            .add(metadata.workspace().schema())
            .add(".sync_link as l (sync, remote, record, base) select ")
            .bind(SqlType.TEXT, plan.key())
            .add(", n.remote, n.record, n.base from jsonb_to_recordset(")
            .bind(SqlType.JSONB, links)
            .add(") as n (remote text, record uuid, base jsonb) order by n.remote")
            .add(" on conflict (sync, remote) do update set record = excluded.record,")
            .add(" base = coalesce(l.base, '{}') || excluded.base"));
  }

  /**
   * Writes rows into the log; they close older open ones of the same items. What is wrong with the
   * same item as before stands there once, however often it comes.
   */
  void log(
      Metadata metadata, SyncPlan plan, boolean isIncoming, List<Result> results, Instant now) {
    ArrayNode rows = ValueJson.mapper().createArrayNode();
    for (Result result : results) {
      ObjectNode row = rows.addObject().put("id", ids.next().toString());
      row.put("remote", result.remote()).put("outcome", result.outcome());
      row.put("record", result.record() == null ? null : result.record().toString());
      row.put("is_open", result.isOpen()).put("attempt", result.attempt());
      row.put("is_told", !result.outcome().equals("unchanged") || result.attempt() > 1);
      row.set("payload", result.payload());
      ArrayNode problems = row.putArray("problems");
      result.problems().forEach(problem -> problems.add(StoredProblem.write(problem)));
    }
    statements.update(
        Sql.template(
            LOG,
            List.of(
                new Sql().add(metadata.workspace().schema()),
                new Sql().bind(SqlType.JSONB, rows),
                new Sql().bind(SqlType.TEXT, plan.key()),
                new Sql().bind(SqlType.BOOLEAN, isIncoming),
                new Sql().bind(SqlType.TIMESTAMPTZ, now))));
  }

  /** An open incoming row. */
  record Open(JsonNode payload, int attempt) {}

  /** Open rows that are tried again by themselves, the oldest first. */
  List<Open> open(Metadata metadata, SyncPlan plan, int mostAttempts, int limit) {
    return statements.query(
        Sql.of("select payload, attempt from ")
            .add(metadata.workspace().schema())
            .add(".sync_row where is_open and incoming and outcome = 'failed' and attempt < ")
            .number(mostAttempts)
            .add(" and remote is not null and sync = ")
            .bind(SqlType.TEXT, plan.key())
            .add(" order by id limit ")
            .number(limit),
        row -> new Open(JsonText.read(row.text(1)), (int) row.number(2)));
  }

  /** Forgets rows that were kept long enough. */
  int sweep(Metadata metadata, SyncPlan plan, Instant now) {
    SqlName schema = metadata.workspace().schema();
    return statements.update(
        Sql.of("delete from ")
            .add(schema)
            .add(".sync_row where id in (select id from ")
            .add(schema)
            .add(".sync_row where sync = ")
            .bind(SqlType.TEXT, plan.key())
            .add(" and at < ")
            .bind(SqlType.TIMESTAMPTZ, now.minus(plan.kept()))
            .add(" order by at limit ")
            .number(SWEPT)
            .add(" for update skip locked)"));
  }
}
