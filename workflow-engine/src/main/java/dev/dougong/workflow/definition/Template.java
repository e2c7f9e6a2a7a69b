package dev.dougong.workflow.definition;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in which {@code {{expression}}} stands for a value. Nothing is nested and nothing is
 * evaluated but checked expressions.
 *
 * @param parts in their order
 */
public record Template(List<Part> parts) {

  /** Copies the list. */
  public Template {
    parts = List.copyOf(parts);
  }

  /**
   * A piece of the text.
   *
   * @param offset where it stands in the text
   */
  public record Part(String text, boolean isExpression, int offset) {}

  /** Takes a text apart; what is opened and not closed is plain text. */
  public static Template parse(String text) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int open = text.indexOf("{{", from);
      int close = open < 0 ? -1 : text.indexOf("}}", open + 2);
      if (close < 0) {
        parts.add(new Part(text.substring(from), false, from));
        break;
      }
      if (open > from) {
        parts.add(new Part(text.substring(from, open), false, from));
      }
      parts.add(new Part(text.substring(open + 2, close), true, open + 2));
      from = close + 2;
    }
    return new Template(parts);
  }
}
