package dev.dougong.engine.expression.check;

import java.math.BigDecimal;
import java.util.List;

/** What the parser makes: an expression whose names and types are not yet checked. */
sealed interface Syntax {

  Span span();

  record NumberLiteral(BigDecimal value, Span span) implements Syntax {}

  record TextLiteral(String value, Span span) implements Syntax {}

  record BooleanLiteral(boolean value, Span span) implements Syntax {}

  record NullLiteral(Span span) implements Syntax {}

  /** Keys with dots between them, and where each stands. */
  record Path(List<Token> keys, Span span) implements Syntax {}

  record Call(Token name, List<Syntax> arguments, Span span) implements Syntax {}

  record Unary(Token operator, Syntax operand) implements Syntax {
    @Override
    public Span span() {
      return operator.span().to(operand.span());
    }
  }

  record Binary(Token operator, Syntax left, Syntax right) implements Syntax {
    @Override
    public Span span() {
      return left.span().to(right.span());
    }
  }

  /** Terms of {@code &&} or {@code ||}, flat. */
  record Logical(Token operator, List<Syntax> terms) implements Syntax {
    @Override
    public Span span() {
      return terms.get(0).span().to(terms.get(terms.size() - 1).span());
    }
  }

  record Conditional(Syntax condition, Syntax whenTrue, Syntax whenFalse) implements Syntax {
    @Override
    public Span span() {
      return condition.span().to(whenFalse.span());
    }
  }

  record In(Syntax operand, List<Syntax> values, Span span) implements Syntax {}
}
