package dev.dougong.engine.expression.sql;

import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.sql.Sql;

/** Where the values of fields stand in a statement. The caller knows columns, documents, joins. */
public interface SqlScope {

  /**
   * The SQL of a field's value, of the PostgreSQL type {@code SqlType.of(type.kind())}: a column
   * {@code r.f12}, {@code (r.data->>'f12')::numeric}, a column of a joined alias. Must be an atom
   * (put parentheses around operators) and null where the field is empty. Called once for each use.
   */
  Sql field(FieldPath path, ValueType type);

  /**
   * The rows of a table, or the records of a multi reference, as an item of a FROM list that is
   * correlated with the row at hand.
   */
  SqlRows rows(FieldPath path, ValueType type);
}
