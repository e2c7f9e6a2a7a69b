package dev.dougong.engine.fieldtype;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.problem.Problem;
import java.text.Normalizer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Reading of text: characters that may be stored, one form for equal texts, lengths. */
public final class TextValues {

  private static final int SHOWN = 40;

  private TextValues() {}

  /** The text of the JSON; null for JSON null, or with a problem where it is no text. */
  public static @Nullable String text(JsonNode json, FieldParsing parsing) {
    if (json.isTextual()) {
      return json.textValue();
    }
    if (!json.isNull()) {
      parsing.add(wrongType("string", json));
    }
    return null;
  }

  /**
   * One line, NFC, without spaces at its ends; null where nothing is left, or with a problem where
   * it holds characters that cannot be stored in a line.
   */
  public static @Nullable String line(String raw, FieldParsing parsing) {
    return clean(trim(raw), point -> false, parsing);
  }

  /** Lines and tabs, NFC, ends of lines as {@code \n}; null where blank, or with a problem. */
  public static @Nullable String lines(String raw, FieldParsing parsing) {
    String text = raw.indexOf('\r') < 0 ? raw : raw.replace("\r\n", "\n").replace('\r', '\n');
    return text.isBlank() ? null : clean(text, point -> point == '\n' || point == '\t', parsing);
  }

  /** A cell's line breaks and tabs as spaces, for types of one line. */
  public static String oneLine(String cell) {
    return cell.replaceAll("[\\r\\n\\t]+", " ");
  }

  /** NFKC without spaces at its ends: wide digits and signs become the usual ones. */
  public static String plain(String raw) {
    return trim(Normalizer.normalize(raw, Normalizer.Form.NFKC));
  }

  /** The text where its length in code points is allowed, else null and a problem. */
  public static @Nullable String within(
      @Nullable String text, int min, int max, FieldParsing parsing) {
    if (text == null) {
      return null;
    }
    int length = text.codePointCount(0, text.length());
    if (length > max) {
      parsing.add(Problem.of("value.tooLong").with("max", max).with("length", length));
      return null;
    }
    if (length < min) {
      parsing.add(Problem.of("value.tooShort").with("min", min).with("length", length));
      return null;
    }
    return text;
  }

  /** A value as a message quotes it: short, without control characters. */
  public static String shown(String raw) {
    int end = raw.length() <= SHOWN ? raw.length() : SHOWN;
    StringBuilder text = new StringBuilder(end + 1);
    for (int i = 0; i < end; ) {
      int point = raw.codePointAt(i);
      i += Character.charCount(point);
      text.appendCodePoint(isStorable(point) ? point : 0xFFFD);
    }
    return raw.length() <= SHOWN ? text.toString() : text.append('…').toString();
  }

  /** The same for JSON. */
  public static String shown(JsonNode json) {
    if (json.isArray()) {
      return "[…]";
    }
    if (json.isObject()) {
      return "{…}";
    }
    if (json.isBigInteger() || json.isBigDecimal()) {
      return json.decimalValue().unscaledValue().bitLength() > 400
          ? "…"
          : shown(json.decimalValue().toString());
    }
    return shown(json.asText());
  }

  /** The JSON is of another type than the field reads. */
  public static Problem wrongType(String expected, JsonNode json) {
    return Problem.of("value.wrongType").with("expected", expected).with("value", shown(json));
  }

  /** The text is in no spelling that the field reads. */
  public static Problem notReadable(String text, String example) {
    return Problem.of("value.notReadable").with("value", shown(text)).with("example", example);
  }

  private static String trim(String raw) {
    int start = 0;
    int end = raw.length();
    while (start < end && isBlank(raw.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(raw.charAt(end - 1))) {
      end--;
    }
    return raw.substring(start, end);
  }

  private static boolean isBlank(char character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || character == '\uFEFF'
        || character == '\u200B';
  }

  private static @Nullable String clean(
      String raw, IntPredicate alsoAllowed, FieldParsing parsing) {
    if (raw.isEmpty()) {
      return null;
    }
    int position = 0;
    for (int i = 0; i < raw.length(); position++) {
      int point = raw.codePointAt(i);
      if (!isStorable(point) && !alsoAllowed.test(point)) {
        parsing.add(
            Problem.of("value.badCharacter")
                .with("character", String.format("U+%04X", point))
                .with("position", position + 1));
        return null;
      }
      i += Character.charCount(point);
    }
    return Normalizer.normalize(raw, Normalizer.Form.NFC);
  }

  private static boolean isStorable(int point) {
    return !Character.isISOControl(point)
        && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
