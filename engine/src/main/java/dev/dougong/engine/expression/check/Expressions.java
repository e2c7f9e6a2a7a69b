package dev.dougong.engine.expression.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.expression.Dependencies;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads, checks and prints expressions. Immutable and thread-safe. */
public final class Expressions {

  /**
   * Parses and checks.
   *
   * @param text what the author wrote
   * @param scope the names it may use
   * @param expected type that is wanted, or null for any
   */
  public Checked check(String text, Scope scope, @Nullable ValueType expected) {
    throw new UnsupportedOperationException("being built");
  }

  /** The tree as JSON: the form that is stored and sent to the browser. */
  public JsonNode toJson(Expression expression) {
    throw new UnsupportedOperationException("being built");
  }

  /** The tree of {@link #toJson}. Throws {@code InputException} where it is not well-formed. */
  public Expression fromJson(JsonNode json) {
    throw new UnsupportedOperationException("being built");
  }

  /** Canonical text with the keys that the fields have now. */
  public String print(Expression expression, Scope scope) {
    throw new UnsupportedOperationException("being built");
  }

  /** What the value depends on. */
  public Dependencies dependencies(Expression expression) {
    throw new UnsupportedOperationException("being built");
  }

  /** At most three names that are close to what was written, best first. */
  public static List<String> near(String written, List<String> names) {
    throw new UnsupportedOperationException("being built");
  }
}
