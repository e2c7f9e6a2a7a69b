package dev.dougong.engine.audit.internal;

import dev.dougong.engine.audit.AuditChain.Source;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import org.jspecify.annotations.Nullable;

/** The tables whose rows are sealed, and what of a row the digest covers: all but its place. */
enum SealedTable {
  CHANGE(1, Source.CHANGE, "change") {
    @Override
    Sql content() {
      return Sql.of(
          """
          convert_to(jsonb_build_array(1, e.seq, (extract(epoch from e.at) * 1000000)::bigint,
            e.actor, e.why, e.cause_seq, e.entity, e.record, e.version, e.op, e.before, e.after
            )::text, 'UTF8')
          """);
    }
  },
  ENTRY(2, Source.ENTRY, "audit_entry") {
    @Override
    Sql content() {
      return Sql.of(
          """
          convert_to(jsonb_build_array(2, e.seq, (extract(epoch from e.at) * 1000000)::bigint,
            e.kind, e.actor, e.address, e.subject, e.details)::text, 'UTF8')
          """);
    }
  };

  private final int number;
  private final Source source;
  private final SqlName table;

  SealedTable(int number, Source source, String table) {
    this.number = number;
    this.source = source;
    this.table = SqlName.of(table);
  }

  /** The bytes of a row {@code e}, the same in every zone and on every node. */
  abstract Sql content();

  int source() {
    return number;
  }

  SqlName table() {
    return table;
  }

  static @Nullable Source sourceOf(int number) {
    for (SealedTable known : values()) {
      if (known.number == number) {
        return known.source;
      }
    }
    return null;
  }
}
