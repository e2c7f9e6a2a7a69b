package dev.dougong.engine.expression.check;

/**
 * A word of the language.
 *
 * @param kind what it is
 * @param text name, symbol or digits as written; of a TEXT its content
 * @param span where it stands
 */
record Token(Kind kind, String text, Span span) {

  enum Kind {
    NAME,
    NUMBER,
    TEXT,
    SYMBOL,
    END
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }
}
