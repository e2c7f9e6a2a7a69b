package dev.dougong.workflow.internal;

import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.ChangeCursor;
import dev.dougong.engine.record.RecordChange;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Remembers how long the chain of workflows is behind a change, until the follower of the log has
 * met it: what starts then knows the length of its chain, as if it had been started by the writer.
 * Kept only where there are segments. Thread-safe.
 */
final class Chains {

  private static final UUID ALL = new UUID(0, 0);
  private static final String SEGMENT = "segment";

  private final Statements statements;

  Chains(Statements statements) {
    this.statements = statements;
  }

  /** All that this transaction writes stands at the end of a chain. */
  void note(Metadata metadata, int depth) {
    note(metadata, List.of(ALL), depth);
  }

  /** What this transaction writes to some records stands at the end of a chain. */
  void note(Metadata metadata, Collection<UUID> records, int depth) {
    if (depth == 0 || records.isEmpty() || metadata.documents(SEGMENT).isEmpty()) {
      return;
    }
    SqlName schema = metadata.workspace().schema();
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".chain (xid, record, depth) select pg_current_xact_id(), x, ")
            .number(depth)
            .add(" from unnest(")
            .bind(SqlType.UUID_ARRAY, records.stream().sorted().toList())
            .add(") x on conflict (xid, record) do update")
            .add(" set depth = greatest(chain.depth, excluded.depth)"));
  }

  /**
   * The longest chain behind the changes of each record; those of people and programs are left out.
   */
  Map<UUID, Integer> depths(Metadata metadata, List<RecordChange> changes) {
    List<Long> transactions =
        changes.stream().map(one -> one.cursor().transaction()).distinct().toList();
    Map<Long, Map<UUID, Integer>> known = new HashMap<>();
    statements
        .query(
            Sql.of("select xid::text::bigint, record, depth from ")
                .add(metadata.workspace().schema())
                .add(".chain where xid in (select x::text::xid8 from unnest(")
                .bind(SqlType.BIGINT_ARRAY, transactions)
                .add(") x)"),
            row ->
                new Noted(row.number(1), Objects.requireNonNull(row.uuid(2)), (int) row.number(3)))
        .forEach(
            one ->
                known
                    .computeIfAbsent(one.transaction(), id -> new HashMap<>())
                    .put(one.record(), one.depth()));
    Map<UUID, Integer> depths = new HashMap<>();
    for (RecordChange change : changes) {
      Map<UUID, Integer> noted = known.getOrDefault(change.cursor().transaction(), Map.of());
      Integer depth = noted.getOrDefault(change.record(), noted.get(ALL));
      if (depth != null) {
        depths.merge(change.record(), depth, Math::max);
      }
    }
    return depths;
  }

  private record Noted(long transaction, UUID record, int depth) {}

  /** Forgets transactions that were read whole. */
  void forget(Metadata metadata, ChangeCursor read) {
    statements.update(
        Sql.of("delete from ")
            .add(metadata.workspace().schema())
            .add(".chain where xid < ")
            .bind(SqlType.XID8, read.transaction()));
  }
}
