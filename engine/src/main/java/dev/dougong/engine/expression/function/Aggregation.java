package dev.dougong.engine.expression.function;

import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.function.FunctionDefinition.Doc;
import dev.dougong.engine.expression.function.FunctionDefinition.Example;
import dev.dougong.engine.sql.Sql;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A function over the rows of a table or the records of a multi reference.
 *
 * @param id stands in stored trees, and is the name
 * @param body what is evaluated for each row
 * @param isBodyOptional whether it may be left out
 * @param result its type; null for "that of the body"
 * @param fold the value of all bodies, in Java
 * @param sql the value as a subquery: of the body's SQL and of what stands behind FROM
 */
public record Aggregation(
    String id,
    Slot body,
    boolean isBodyOptional,
    @Nullable ValueType result,
    Fold fold,
    BiFunction<SqlOperand, Sql, Sql> sql,
    Doc doc,
    List<Example> examples) {

  /** The value of all bodies. Nulls are among them. */
  @FunctionalInterface
  public interface Fold {
    @Nullable Object apply(Arguments bodies);
  }
}
