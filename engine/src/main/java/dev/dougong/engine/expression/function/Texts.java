package dev.dougong.engine.expression.function;

import dev.dougong.engine.expression.Diagnostic;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Texts by code point, the same on every machine and in every locale. */
public final class Texts {

  /** Characters that a text may have as the result of a function. */
  static final int MAX_RESULT = 10_000;

  /** Characters that a replacement may have. */
  static final int MAX_REPLACEMENT = 500;

  /** Order of code points, like {@code COLLATE "C"} in a UTF-8 database. */
  public static final Comparator<String> ORDER = Texts::compare;

  /** What {@code trim} takes away: space, tab, line ends, no-break and ideographic space. */
  private static final String BLANK = " \t\n\r\u00a0\u3000";

  private Texts() {}

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The text, null if it is empty, null with a diagnostic if it is too long. */
  static @Nullable String fit(Arguments a, String text) {
    if (text.length() > MAX_RESULT && length(text) > MAX_RESULT) {
      a.report(Diagnostic.TEXT_TOO_LONG);
      return null;
    }
    return orNull(text);
  }

  static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** The part from a code point on, at most so many. */
  static String part(String text, int from, int count) {
    int length = length(text);
    int begin = Math.min(Math.max(from, 0), length);
    int end = (int) Math.min((long) begin + Math.max(count, 0), length);
    int first = text.offsetByCodePoints(0, begin);
    return text.substring(first, text.offsetByCodePoints(first, end - begin));
  }

  static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && BLANK.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && BLANK.indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Each character of one row replaced by the one below it in the other. */
  static String translate(String text, String from, String to) {
    StringBuilder result = new StringBuilder(text);
    for (int i = 0; i < result.length(); i++) {
      int at = from.indexOf(result.charAt(i));
      if (at >= 0) {
        result.setCharAt(i, to.charAt(at));
      }
    }
    return result.toString();
  }

  private static int compare(String x, String y) {
    int shorter = Math.min(x.length(), y.length());
    for (int i = 0; i < shorter; i++) {
      char a = x.charAt(i);
      char b = y.charAt(i);
      if (a != b) {
        // a surrogate stands for a code point above all others
        boolean isHigh = Character.isSurrogate(a);
        return isHigh == Character.isSurrogate(b) ? Character.compare(a, b) : isHigh ? 1 : -1;
      }
    }
    return Integer.compare(x.length(), y.length());
  }
}
