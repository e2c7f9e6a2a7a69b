package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.internal.change.StoredDocument;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The change rows that stand in the statement of their records. */
final class ChangeRows {

  private static final SqlName RECORD = SqlName.of("c_record");
  private static final SqlName VERSION = SqlName.of("c_version");
  private static final SqlName CAUSE = SqlName.of("c_cause");
  private static final SqlName BEFORE = SqlName.of("c_before");
  private static final SqlName AFTER = SqlName.of("c_after");

  private static final List<RowColumn> COLUMNS =
      List.of(
          new RowColumn(RECORD, SqlType.UUID, pending -> pending.draft().id()),
          new RowColumn(
              VERSION, SqlType.BIGINT, pending -> pending.draft().value(SystemField.VERSION.id())),
          new RowColumn(CAUSE, SqlType.BIGINT, Pending::cause),
          new RowColumn(BEFORE, SqlType.JSONB, ChangeRows::before),
          new RowColumn(AFTER, SqlType.JSONB, ChangeRows::after));

  private ChangeRows() {}

  /** What the rows of a statement must hold for {@link #insert}. */
  static List<RowColumn> columns() {
    return COLUMNS;
  }

  /** The same for new records: what is in the document needs not be sent twice. */
  static List<RowColumn> columnsOfNew(List<Integer> outsideDocument) {
    List<RowColumn> columns = new ArrayList<>(COLUMNS);
    columns.removeIf(column -> column.name().equals(AFTER));
    columns.add(
        new RowColumn(
            AFTER,
            SqlType.JSONB,
            pending -> new StoredDocument(pending.draft().after(), outsideDocument)));
    return columns;
  }

  /** The values that a change brought, as its row keeps them. */
  static Object after(Pending pending) {
    return new StoredDocument(pending.draft().after(), pending.changed());
  }

  private static @Nullable Object before(Pending pending) {
    Map<Integer, Object> values = pending.draft().before();
    return values == null ? null : new StoredDocument(values, pending.changed());
  }

  /** {@code insert into change … returning record, seq}. */
  static Sql insert(Write write, EntityPlan plan, ChangeOperation operation, Rows rows) {
    return Sql.of("insert into ")
        .add(write.schema())
        .add(".change (at, actor, why, entity, op, record, version, cause_seq, before, after)")
        .add(" select ")
        .bind(SqlType.TIMESTAMPTZ, write.now())
        .add(", ")
        .bind(SqlType.UUID, write.actor())
        .add(", ")
        .bind(SqlType.TEXT, write.options().why())
        .add(", ")
        .number(plan.entity().id())
        .add(", ")
        .number(operation.code())
        .add(", ")
        .add(rows.value(RECORD))
        .add(", ")
        .add(rows.value(VERSION))
        .add(", ")
        .add(rows.value(CAUSE))
        .add(", ")
        .add(rows.value(BEFORE))
        .add(", ")
        .add(operation == ChangeOperation.CREATED ? Sql.of("w.data || ") : new Sql())
        .add(rows.value(AFTER))
        .add(rows.fromWritten())
        .add(" returning record, seq");
  }
}
