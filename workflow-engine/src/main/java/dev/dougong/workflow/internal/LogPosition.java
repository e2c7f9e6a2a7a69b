package dev.dougong.workflow.internal;

import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.ChangeCursor;
import dev.dougong.engine.record.ChangeLog;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import org.jspecify.annotations.Nullable;

/**
 * How far a part of the workflow engine has read the change log of a workspace: one row, locked by
 * the node that reads. Thread-safe.
 */
final class LogPosition {

  private final Statements statements;
  private final ChangeLog log;
  private final String name;

  LogPosition(Statements statements, ChangeLog log) {
    this(statements, log, "workflow");
  }

  /** Of a reader of its own. */
  LogPosition(Statements statements, ChangeLog log, String name) {
    this.statements = statements;
    this.log = log;
    this.name = name;
  }

  /** Begins at the end of the log where nothing was read yet. */
  void begin(Metadata metadata) {
    ChangeCursor end = log.end();
    statements.update(
        Sql.of("insert into ")
            .add(metadata.workspace().schema())
            .add(".log_position (name, xid, seq) values (")
            .bind(SqlType.TEXT, name)
            .add(", ")
            .bind(SqlType.XID8, end.transaction())
            .add(", ")
            .bind(SqlType.BIGINT, end.seq())
            .add(") on conflict do nothing"));
  }

  /** Waits until nobody else reads, and keeps others from it until this transaction ends. */
  void hold(Metadata metadata) {
    begin(metadata);
    statements.query(
        Sql.of("select name from ").add(row(metadata)).add(" for update"), row -> true);
  }

  /**
   * The place, held until this transaction ends; null where another one has it or none is there.
   */
  @Nullable ChangeCursor take(Metadata metadata) {
    return statements.queryOne(
        Sql.of("select xid::text::bigint, seq from ")
            .add(row(metadata))
            .add(" for update skip locked"),
        row -> new ChangeCursor(row.number(1), row.number(2)));
  }

  /** Forgets the place: nobody reads any more. */
  void end(Metadata metadata) {
    statements.update(Sql.of("delete from ").add(row(metadata)));
  }

  /** Moves on. */
  void move(Metadata metadata, ChangeCursor to) {
    SqlName schema = metadata.workspace().schema();
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".log_position set xid = ")
            .bind(SqlType.XID8, to.transaction())
            .add(", seq = ")
            .bind(SqlType.BIGINT, to.seq())
            .add(" where name = ")
            .bind(SqlType.TEXT, name));
  }

  private Sql row(Metadata metadata) {
    return Sql.of("")
        .add(metadata.workspace().schema())
        .add(".log_position where name = ")
        .bind(SqlType.TEXT, name);
  }
}
