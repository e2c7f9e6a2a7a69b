package dev.dougong.workflow.internal;

import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.personal.PersonalTrace;
import dev.dougong.engine.seal.FieldSeals;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import java.util.Objects;

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
  static boolean isOut(Statements statements, Metadata metadata, String recipient) {
    return statements.count(
            Sql.of("select count(*) from ")
                .add(metadata.workspace().schema())
                .add(".contact_opt_out where ")
                .add(of(statements, metadata, recipient)))
        > 0;
  }

  /**
   * Which rows are opt-outs of an address. Those whose address was erased are told by its print,
   * which needs the keys of the installation; where there are none no key is asked for.
   */
  static Sql of(Statements statements, Metadata metadata, String recipient) {
    Sql listed = Sql.of("recipient = ").add(plain(recipient));
    String erased =
        statements.queryOne(
            Sql.of("select ")
                .add(plain(recipient))
                .add(" where exists (select from ")
                .add(metadata.workspace().schema())
                .add(".contact_opt_out where print is not null)"),
            row -> Objects.requireNonNull(row.text(1)));
    return erased == null
        ? listed
        : Sql.of("(")
            .add(listed)
            .add(" or print = ")
            .bind(SqlType.TEXT, print(metadata.seals(), erased))
            .add(")");
  }

  /** What tells an address without saying it, under a key that is not in the database. */
  static String print(FieldSeals seals, String plain) {
    return seals.front("contact opt-out\n" + plain);
  }

  /** The list without those whose address was erased. */
  static Sql isKnown() {
    return Sql.of("recipient not like ").bind(SqlType.TEXT, PersonalTrace.MARK + "%");
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
