package dev.dougong.workflow.internal;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;

/** What opt-outs and the contact gate ask in the same way. */
final class OptOutSql {

  private OptOutSql() {}

  /** An address in the one way of writing it. */
  static Sql plain(Sql recipient) {
    return Sql.of("case when ")
        .add(recipient)
        .add(" ~ '^[-+0-9 ()]+$' then regexp_replace(regexp_replace(")
        .add(recipient)
        .add(", '[- ()]', '', 'g'), '^([+]|00|)86(1[0-9]{10})$', '\\2') when strpos(")
        .add(recipient)
        .add(", '@') > 0 then lower(btrim(")
        .add(recipient)
        .add(")) else btrim(")
        .add(recipient)
        .add(") end");
  }

  /** The same of a text that was given. */
  static Sql plain(String recipient) {
    return plain(new Sql().bind(SqlType.TEXT, recipient));
  }

  /** Whether the holder wants no messages. */
  static boolean isOut(Statements statements, SqlName schema, String recipient) {
    return statements.count(
            Sql.of("select count(*) from ")
                .add(schema)
                .add(".contact_opt_out where recipient = ")
                .add(plain(recipient)))
        > 0;
  }

  /** Lets decisions about an address and its opt-out follow one another, until the commit. */
  static void hold(Statements statements, SqlName schema, String recipient, boolean isChange) {
    Sql key =
        Sql.of("hashtextextended(")
            .bind(SqlType.TEXT, schema.text() + " ")
            .add(" || ")
            .add(plain(recipient))
            .add(", 663))");
    Sql lock =
        isChange
            ? Sql.of("select pg_advisory_xact_lock(")
            : Sql.of("select pg_advisory_xact_lock_shared(");
    statements.query(lock.add(key), row -> true);
  }
}
