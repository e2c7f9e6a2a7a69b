package dev.dougong.engine.expression.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.expression.Dependencies;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.problem.NearNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads, checks and prints expressions. Stateless and thread-safe. */
public final class Expressions {

  private static final int MAX_KNOWN = 20;

  /**
   * Parses and checks. Never throws for any text.
   *
   * @param text what the author wrote
   * @param scope the names it may use
   * @param expected type that is wanted, or null for any
   */
  public Checked check(String text, Scope scope, @Nullable ValueType expected) {
    return Checker.check(text, scope, expected);
  }

  /**
   * The same where the scope knows fields by names that are not their keys: gives the text with the
   * keys in their places. Spaces, brackets and all else stay as the author wrote them.
   */
  public Rewritten rewrite(String text, Scope scope, @Nullable ValueType expected) {
    return Checker.rewrite(text, scope, expected);
  }

  /** The tree as JSON: the form that is stored and sent to the browser. */
  public JsonNode toJson(Expression expression) {
    return expression.accept(new TreeWriter());
  }

  /** The tree of {@link #toJson}. Throws {@code InputException} where it is not well-formed. */
  public Expression fromJson(JsonNode json) {
    return new TreeReader().read(json, 1);
  }

  /** Canonical text with the keys that the fields have now. */
  public String print(Expression expression, Scope scope) {
    return new Printer(scope).print(expression);
  }

  /** What the value depends on. */
  public Dependencies dependencies(Expression expression) {
    return DependencyCollector.of(expression).dependencies();
  }

  /** Words that no field may have as its key, because expressions could not name it. */
  public static boolean isReserved(String key) {
    return Parser.RESERVED.contains(key);
  }

  /** Names to suggest: the near ones, or where there are none all that fit into a message. */
  static List<String> suggestions(String written, List<String> names) {
    List<String> near = near(written, names);
    return near.isEmpty() ? names.stream().sorted().limit(MAX_KNOWN).toList() : near;
  }

  /** At most three names that are close to what was written, best first. */
  public static List<String> near(String written, List<String> names) {
    return NearNames.near(written, names);
  }
}
