package dev.dougong.engine.query.internal;

import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.sql.SqlRows;
import dev.dougong.engine.expression.sql.SqlScope;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;

/** The fields of a row of a sub-table; the row is a document at an alias. */
final class RowSqlScope implements SqlScope {

  private final RecordSqlScope record;
  private final Field table;
  private final SqlName alias;

  RowSqlScope(RecordSqlScope record, Field table, SqlName alias) {
    this.record = record;
    this.table = table;
    this.alias = alias;
  }

  @Override
  public Sql field(FieldPath path, ValueType type) {
    Field first = own(path.fieldIds().get(0));
    Sql value = StoredField.inDocument(alias, first);
    if (path.hops().isEmpty()) {
      return value;
    }
    FieldPath rest = new FieldPath(path.fieldIds().subList(1, path.fieldIds().size()));
    return record.through(value, first, rest, type);
  }

  @Override
  public SqlRows rows(FieldPath path, ValueType type) {
    throw new IllegalArgumentException("path: rows of rows are refused when it is checked");
  }

  private Field own(int id) {
    for (Field field : table.rowFields()) {
      if (field.id() == id) {
        return field;
      }
    }
    throw new IllegalArgumentException("id: " + id + " is no field of " + table.key());
  }
}
