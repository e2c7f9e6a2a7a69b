package dev.dougong.engine.access;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.Label;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Items in a table of the workspace with the columns {@code id} and {@code user_id}. */
public final class OwnedRows implements PersonalItems {

  private final String kind;
  private final Label label;
  private final SqlName table;
  private final Statements statements;

  /** Of a table; see {@link PersonalItems} for the words. */
  public OwnedRows(String kind, Label label, SqlName table, Statements statements) {
    this.kind = kind;
    this.label = label;
    this.table = table;
    this.statements = statements;
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public Label label() {
    return label;
  }

  private Sql table(Access access) {
    return new Sql().add(access.metadata().workspace().schema(), table);
  }

  @Override
  public long count(Access access, UUID user) {
    return statements.count(
        Sql.template(
            "select count(*) from {0} where user_id = {1}",
            List.of(table(access), new Sql().bind(SqlType.UUID, user))));
  }

  @Override
  public List<UUID> hand(Access access, UUID from, UUID to) {
    return statements.query(
        Sql.template(
            "update {0} set user_id = {2} where user_id = {1} returning id",
            List.of(
                table(access),
                new Sql().bind(SqlType.UUID, from),
                new Sql().bind(SqlType.UUID, to))),
        row -> Objects.requireNonNull(row.uuid(1)));
  }

  @Override
  public void handBack(Access access, List<UUID> items, UUID from, UUID to) {
    statements.update(
        Sql.template(
            "update {0} set user_id = {2} where user_id = {1} and id = any({3})",
            List.of(
                table(access),
                new Sql().bind(SqlType.UUID, from),
                new Sql().bind(SqlType.UUID, to),
                new Sql().bind(SqlType.UUID_ARRAY, items))));
  }
}
