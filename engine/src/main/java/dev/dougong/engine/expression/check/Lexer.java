package dev.dougong.engine.expression.check;

import dev.dougong.engine.expression.check.Token.Kind;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cuts text into words. Knows an allow-list of characters and refuses all others. */
final class Lexer {

  static final int MAX_LENGTH = 2_000;
  static final int MAX_TEXT = 500;

  private static final List<String> SYMBOLS =
      List.of(
          "||", "&&", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", "(",
          ")", ",", ".");

  /** What people type instead, and what they mean. */
  private static final Map<Character, String> FULL_WIDTH =
      Map.ofEntries(
          Map.entry('（', "("),
          Map.entry('）', ")"),
          Map.entry('，', ","),
          Map.entry('！', "!"),
          Map.entry('＝', "="),
          Map.entry('＞', ">"),
          Map.entry('＜', "<"),
          Map.entry('＋', "+"),
          Map.entry('－', "-"),
          Map.entry('＊', "*"),
          Map.entry('／', "/"),
          Map.entry('％', "%"),
          Map.entry('？', "?"),
          Map.entry('：', ":"),
          Map.entry('．', "."),
          Map.entry('＆', "&"),
          Map.entry('｜', "|"),
          Map.entry('“', "\""),
          Map.entry('”', "\""),
          Map.entry('‘', "'"),
          Map.entry('’', "'"),
          Map.entry('。', "."),
          Map.entry('、', ","),
          Map.entry('＂', "\""),
          Map.entry('＇', "'"),
          Map.entry('×', "*"),
          Map.entry('÷', "/"),
          Map.entry('≥', ">="),
          Map.entry('≤', "<="),
          Map.entry('≠', "!="),
          Map.entry('　', " "),
          Map.entry('—', "-"));

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> read(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new SyntaxException(
          new Span(MAX_LENGTH, text.length() - MAX_LENGTH)
              .problem("tooLong", text)
              .with("limit", MAX_LENGTH)
              .with("actual", text.length()));
    }
    return new Lexer(text).read();
  }

  private List<Token> read() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else if (isLetter(c)) {
        name();
      } else if (isDigit(c)) {
        number();
      } else if (c == '"' || c == '\'') {
        literal(c);
      } else {
        symbol();
      }
    }
    tokens.add(new Token(Kind.END, "", new Span(text.length(), 0)));
    return tokens;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void add(Kind kind, String content, int from) {
    tokens.add(new Token(kind, content, new Span(from, at - from)));
  }

  private void name() {
    int from = at;
    while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    add(Kind.NAME, text.substring(from, at), from);
  }

  private void number() {
    int from = at;
    digits();
    int whole = at - from;
    int places = 0;
    if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
      at++;
      int start = at;
      digits();
      places = at - start;
    }
    boolean isFollowed = at < text.length() && isLetter(text.charAt(at));
    while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    String digits = text.substring(from, at);
    boolean isOctal = whole > 1 && digits.charAt(0) == '0';
    if (isFollowed || isOctal || whole + places > 30 || places > 12) {
      throw error("badNumber", from, at - from, digits);
    }
    add(Kind.NUMBER, digits, from);
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private void literal(char quote) {
    int from = at++;
    StringBuilder content = new StringBuilder();
    while (true) {
      if (at >= text.length()) {
        throw error("unclosedText", from, text.length() - from, text.substring(from, from + 1));
      }
      char c = text.charAt(at);
      if (c == quote) {
        break;
      }
      content.append(c == '\\' ? escape() : plain(c));
      at++;
    }
    at++;
    if (content.codePointCount(0, content.length()) > MAX_TEXT) {
      throw new SyntaxException(
          new Span(from, at - from).problem("textTooLong", text).with("limit", MAX_TEXT));
    }
    add(Kind.TEXT, content.toString(), from);
  }

  private char plain(char c) {
    boolean isPaired =
        Character.isHighSurrogate(c)
            ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
            : !Character.isLowSurrogate(c)
                || (at > 0 && Character.isHighSurrogate(text.charAt(at - 1)));
    if (c == 0 || !isPaired) {
      throw error("badCharacter", at, 1, String.format("U+%04X", (int) c));
    }
    return c;
  }

  private char escape() {
    at++;
    char c = at < text.length() ? text.charAt(at) : ' ';
    return switch (c) {
      case '\\', '"', '\'' -> c;
      case 'n' -> '\n';
      case 't' -> '\t';
      default -> throw error("badEscape", at - 1, 2, "\\" + (c < ' ' ? "?" : c));
    };
  }

  private void symbol() {
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        int from = at;
        at += symbol.length();
        add(Kind.SYMBOL, symbol, from);
        return;
      }
    }
    char c = text.charAt(at);
    String ascii = FULL_WIDTH.get(c);
    if (ascii != null) {
      throw new SyntaxException(
          new Span(at, 1)
              .problem("fullWidth", text)
              .with("found", String.valueOf(c))
              .with("ascii", ascii));
    }
    if (c == '=') {
      throw error("assignment", at, 1, "=");
    }
    int codePoint = text.codePointAt(at);
    boolean isVisible =
        codePoint > ' '
            && !Character.isISOControl(codePoint)
            && Character.getType(codePoint) != Character.FORMAT
            && Character.getType(codePoint) != Character.SURROGATE;
    throw error(
        "unexpectedCharacter",
        at,
        Character.charCount(codePoint),
        isVisible ? Character.toString(codePoint) : String.format("U+%04X", codePoint));
  }

  private SyntaxException error(String code, int offset, int length, String found) {
    Problem problem = new Span(offset, length).problem(code, text).with("found", found);
    return new SyntaxException(problem);
  }
}
