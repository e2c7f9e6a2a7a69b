package dev.dougong.engine.expression.check;

import dev.dougong.engine.expression.check.Token.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Recursive descent over the allow-list grammar:
 *
 * <pre>
 * choice     = or [ "?" choice ":" choice ]
 * or         = and { "||" and }
 * and        = equality { "&amp;&amp;" equality }
 * equality   = relation { ("==" | "!=") relation }
 * relation   = sum { ("&lt;" | "&lt;=" | "&gt;" | "&gt;=") sum | "in" "(" choice { "," choice } ")" }
 * sum        = product { ("+" | "-") product }
 * product    = unary { ("*" | "/" | "%") unary }
 * unary      = ("!" | "-") unary | primary
 * primary    = literal | key { "." key } | name "(" [ choice { "," choice } ] ")" | "(" choice ")"
 * </pre>
 */
final class Parser {

  static final int MAX_NODES = 400;
  static final int MAX_DEPTH = 32;
  static final int MAX_LIST = 1_000;

  static final Set<String> RESERVED = Set.of("true", "false", "null", "in");

  private static final Set<String> EQUALITY = Set.of("==", "!=");
  private static final Set<String> RELATION = Set.of("<", "<=", ">", ">=");
  private static final Set<String> SUM = Set.of("+", "-");
  private static final Set<String> PRODUCT = Set.of("*", "/", "%");

  private final String text;
  private final List<Token> tokens;
  private int at;
  private int nodes;
  private int literalsInList;
  private int depth;

  private Parser(String text) {
    this.text = text;
    this.tokens = Lexer.read(text);
  }

  /** Throws {@link SyntaxException} where the text is not one of the language. */
  static Syntax parse(String text) {
    Parser parser = new Parser(text);
    if (parser.peek().kind() == Kind.END) {
      throw new SyntaxException(parser.peek().span().problem("empty", text));
    }
    Syntax syntax = parser.choice();
    if (parser.peek().kind() != Kind.END) {
      throw parser.unexpected("");
    }
    return syntax;
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    return tokens.get(at++);
  }

  private @Nullable Token accept(Set<String> symbols) {
    Token token = peek();
    return token.kind() == Kind.SYMBOL && symbols.contains(token.text()) ? next() : null;
  }

  private boolean accept(String symbol) {
    boolean isThere = peek().isSymbol(symbol);
    at += isThere ? 1 : 0;
    return isThere;
  }

  private Token expect(String symbol) {
    if (!peek().isSymbol(symbol)) {
      throw unexpected(symbol);
    }
    return next();
  }

  private SyntaxException unexpected(String expected) {
    Token found = peek();
    boolean isEnd = found.kind() == Kind.END;
    String code = isEnd ? "unexpectedEnd" : expected.isEmpty() ? "unexpected" : "unexpectedInstead";
    return new SyntaxException(
        found
            .span()
            .problem(code, text)
            .with("found", isEnd ? "" : text.substring(found.span().offset(), end(found.span())))
            .with("expected", expected.isEmpty() ? "…" : expected));
  }

  private static int end(Span span) {
    return span.offset() + span.length();
  }

  private <T extends Syntax> T node(T syntax) {
    if (++nodes > MAX_NODES + literalsInList) {
      throw new SyntaxException(
          syntax.span().problem("tooManyNodes", text).with("limit", MAX_NODES));
    }
    return syntax;
  }

  private Syntax deeper(Supplier<Syntax> inner) {
    if (++depth > MAX_DEPTH) {
      throw new SyntaxException(peek().span().problem("tooDeep", text).with("limit", MAX_DEPTH));
    }
    Syntax syntax = inner.get();
    depth--;
    return syntax;
  }

  private Syntax choice() {
    return deeper(this::conditional);
  }

  private Syntax conditional() {
    Syntax condition = logical("||", () -> logical("&&", this::equality));
    if (!accept("?")) {
      return condition;
    }
    Syntax whenTrue = choice();
    expect(":");
    return node(new Syntax.Conditional(condition, whenTrue, choice()));
  }

  private Syntax logical(String symbol, Supplier<Syntax> term) {
    Syntax first = term.get();
    if (!peek().isSymbol(symbol)) {
      return first;
    }
    Token operator = peek();
    List<Syntax> terms = new ArrayList<>(List.of(first));
    while (accept(symbol)) {
      terms.add(term.get());
    }
    return node(new Syntax.Logical(operator, terms));
  }

  private Syntax binary(Set<String> operators, Supplier<Syntax> operand) {
    Syntax left = operand.get();
    for (Token token = accept(operators); token != null; token = accept(operators)) {
      left = node(new Syntax.Binary(token, left, operand.get()));
    }
    return left;
  }

  private Syntax equality() {
    return binary(EQUALITY, this::relation);
  }

  private Syntax relation() {
    Syntax left = binary(RELATION, this::sum);
    while (peek().isName("in")) {
      next();
      expect("(");
      List<Syntax> values = list(true);
      Span end = tokens.get(at - 1).span();
      if (values.isEmpty()) {
        throw new SyntaxException(end.problem("emptyList", text));
      }
      left = node(new Syntax.In(left, values, left.span().to(end)));
    }
    return left;
  }

  /** Literals of a list have a limit of their own. */
  private boolean isLiteralAhead() {
    return peek().kind() == Kind.TEXT || peek().kind() == Kind.NUMBER;
  }

  private Syntax sum() {
    return binary(SUM, () -> binary(PRODUCT, this::unary));
  }

  private Syntax unary() {
    Token operator = accept(Set.of("!", "-"));
    if (operator == null) {
      return primary();
    }
    return node(new Syntax.Unary(operator, deeper(this::unary)));
  }

  private Syntax primary() {
    Token token = peek();
    switch (token.kind()) {
      case NUMBER:
        next();
        return node(new Syntax.NumberLiteral(new BigDecimal(token.text()), token.span()));
      case TEXT:
        next();
        return node(new Syntax.TextLiteral(token.text(), token.span()));
      case NAME:
        next();
        return name(token);
      case SYMBOL:
        if (accept("(")) {
          Syntax inner = choice();
          expect(")");
          return inner;
        }
        throw unexpected("");
      case END:
        throw unexpected("");
    }
    throw new IllegalStateException(token.toString());
  }

  private Syntax name(Token token) {
    if (accept("(")) {
      List<Syntax> arguments = list(false);
      return node(new Syntax.Call(token, arguments, token.span().to(tokens.get(at - 1).span())));
    }
    switch (token.text()) {
      case "true", "false":
        return node(new Syntax.BooleanLiteral(token.text().equals("true"), token.span()));
      case "null":
        return node(new Syntax.NullLiteral(token.span()));
      case "in":
        at--;
        throw unexpected("");
      default:
        return path(token);
    }
  }

  private Syntax path(Token first) {
    List<Token> keys = new ArrayList<>(List.of(first));
    while (accept(".")) {
      if (peek().kind() != Kind.NAME) {
        throw unexpected("");
      }
      keys.add(next());
      if (peek().isSymbol("(")) {
        throw new SyntaxException(
            first
                .span()
                .to(keys.get(keys.size() - 1).span())
                .problem("methodCall", text)
                .with("found", keys.get(keys.size() - 1).text()));
      }
    }
    Span span = first.span().to(keys.get(keys.size() - 1).span());
    return node(new Syntax.Path(keys, span));
  }

  private List<Syntax> list(boolean isIn) {
    List<Syntax> items = new ArrayList<>();
    if (accept(")")) {
      return items;
    }
    do {
      literalsInList += isIn && isLiteralAhead() ? 1 : 0;
      if (items.size() >= MAX_LIST) {
        throw new SyntaxException(
            peek().span().problem("listTooLong", text).with("limit", MAX_LIST));
      }
      items.add(choice());
    } while (accept(","));
    expect(")");
    return items;
  }
}
