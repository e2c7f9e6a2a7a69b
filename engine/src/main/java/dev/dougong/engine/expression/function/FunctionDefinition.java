package dev.dougong.engine.expression.function;

import dev.dougong.engine.expression.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One overload of a function or operator.
 *
 * @param id unique and for ever; stands in stored trees
 * @param name as written in an expression; several overloads may share it
 * @param slots what it takes
 * @param isVariadic whether the last slot may be repeated, up to {@link #MAX_ARGUMENTS} in all
 * @param minArguments fewest arguments
 * @param result its type; null for "that of the generic arguments"
 * @param nulls what null arguments do
 * @param literalMin smallest value of a literal integer
 * @param literalMax largest one
 * @param source what it reads besides its arguments
 * @param body its value in Java
 * @param sql its form in SQL; null where it never depends on a record
 * @param doc what it does, in Chinese and English
 * @param examples worked examples, checked by a test
 */
public record FunctionDefinition(
    String id,
    String name,
    List<Slot> slots,
    boolean isVariadic,
    int minArguments,
    @Nullable ValueType result,
    Nulls nulls,
    int literalMin,
    int literalMax,
    Source source,
    Body body,
    @Nullable SqlForm sql,
    Doc doc,
    List<Example> examples) {

  /** Arguments of one call at most. */
  public static final int MAX_ARGUMENTS = 8;

  /** What a function reads besides its arguments. */
  public enum Source {
    ARGUMENTS,
    TODAY,
    NOW,
    USER
  }

  /** Documentation in both languages; empty for operators, which the manual explains as a whole. */
  public record Doc(String zh, String en) {}

  /** An expression over the sample record of the manual, and its value as text. */
  public record Example(String expression, String value) {}

  /** Whether so many arguments are right. */
  public boolean takes(int count) {
    return count >= minArguments && count <= (isVariadic ? MAX_ARGUMENTS : slots.size());
  }

  /** The slot of the argument at the place. */
  public Slot slot(int i) {
    return slots.get(Math.min(i, slots.size() - 1));
  }

  /** The value, with null arguments dealt with as {@link #nulls} says. */
  public @Nullable Object call(Arguments a) {
    if (nulls != Nulls.ARE_SEEN && a.hasNull()) {
      return nulls == Nulls.GIVE_FALSE ? Boolean.FALSE : null;
    }
    return body.apply(a);
  }
}
