package dev.dougong.engine.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring characters of one script class in a normalised text.
 *
 * @param script their class
 * @param text NFKC, lower case, never empty
 */
public record Run(Script script, String text) {

  /** How a run is cut into tokens. */
  public enum Script {
    /** Each character is a word part: Chinese, kana, Korean. */
    IDEOGRAPHS,
    /** Letters of alphabets. */
    LETTERS,
    /** ASCII digits; other decimal digits are turned into them. */
    DIGITS
  }

  /** NFKC and lower case of the first code points. */
  static String normalise(String text, int longest) {
    int end =
        text.length() <= longest || text.codePointCount(0, text.length()) <= longest
            ? text.length()
            : text.offsetByCodePoints(0, longest);
    return Normalizer.normalize(text.substring(0, end), Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT);
  }

  /**
   * The runs of a normalised text in their order. Spaces inside Chinese text are passed over;
   * everything else that is neither letter nor digit separates.
   */
  static List<Run> of(String text) {
    List<Run> runs = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    Script script = null;
    boolean spaced = false;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      Script next = scriptOf(point);
      if (next == null) {
        boolean isSpace = Character.isWhitespace(point);
        spaced = isSpace && script == Script.IDEOGRAPHS;
        if (!spaced && script != null) {
          runs.add(new Run(script, take(open)));
          script = null;
        }
        continue;
      }
      if (script != null && next != script) {
        runs.add(new Run(script, take(open)));
      }
      script = next;
      open.appendCodePoint(next == Script.DIGITS ? '0' + Character.digit(point, 10) : point);
    }
    if (script != null) {
      runs.add(new Run(script, take(open)));
    }
    return runs;
  }

  private static String take(StringBuilder open) {
    String text = open.toString();
    open.setLength(0);
    return text;
  }

  private static @Nullable Script scriptOf(int point) {
    if (Character.isDigit(point)) {
      return Script.DIGITS;
    }
    if (!Character.isLetter(point)) {
      return Character.getType(point) == Character.NON_SPACING_MARK ? Script.LETTERS : null;
    }
    return switch (Character.UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> Script.IDEOGRAPHS;
      default -> Script.LETTERS;
    };
  }
}
