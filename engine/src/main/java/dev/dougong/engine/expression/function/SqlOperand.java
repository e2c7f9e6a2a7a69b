package dev.dougong.engine.expression.function;

import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * An argument in SQL.
 *
 * @param sql numbers are {@code numeric} here
 * @param raw as stored: {@code bigint} for an INTEGER field; else the same as {@code sql}
 * @param type type of the argument
 * @param isAtom whether it is a column or a bound value, so that naming it twice costs nothing
 * @param isConstant whether it does not depend on the record
 * @param constant its value then
 */
public record SqlOperand(
    Sql sql,
    Sql raw,
    ValueType type,
    boolean isAtom,
    boolean isConstant,
    @Nullable Object constant) {

  /** Something computed. */
  public static SqlOperand computed(Sql sql, ValueType type) {
    return new SqlOperand(sql, sql, type, false, false, null);
  }
}
