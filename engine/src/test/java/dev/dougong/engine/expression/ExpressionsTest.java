package dev.dougong.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.expression.check.Checked;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.expression.function.Aggregation;
import dev.dougong.engine.expression.function.FunctionDefinition;
import dev.dougong.engine.expression.function.Functions;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExpressionsTest {

  private final Expressions expressions = new Expressions();
  private final ProblemTexts texts = new ProblemTexts();

  private Checked check(String text) {
    return expressions.check(text, SampleSale.SCOPE, null);
  }

  private String value(Evaluator.BackEnd backEnd, String text) {
    Expression expression = check(text).orThrow();
    Object value =
        new Evaluator(backEnd)
            .compile(expression)
            .evaluate(SampleSale.row(), SampleSale.context(DiagnosticSink.NONE));
    return ValueText.of(value);
  }

  static Stream<FunctionDefinition.Example> examples() {
    return Stream.concat(
        Functions.all().stream().flatMap(f -> f.examples().stream()),
        Functions.aggregations().stream().map(Aggregation::examples).flatMap(List::stream));
  }

  @ParameterizedTest
  @EnumSource
  void givesWhatTheManualSays(Evaluator.BackEnd backEnd) {
    List<String> wrong = new ArrayList<>();
    examples()
        .forEach(
            example -> {
              String value = value(backEnd, example.expression());
              if (!value.equals(example.value())) {
                wrong.add(example.expression() + " = " + value + ", not " + example.value());
              }
            });
    assertThat(wrong).isEmpty();
  }

  @Test
  void documentsEveryFunctionInBothLanguagesWithAnExample() {
    assertThat(
            Functions.all().stream()
                .filter(f -> Character.isLetter(f.name().charAt(0)))
                .filter(
                    f -> f.doc().zh().isBlank() || f.doc().en().isBlank() || f.examples().isEmpty())
                .map(FunctionDefinition::id))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "0.1 + 0.2 == 0.3 → true",
        "1000000 * 1000000 → 1000000000000",
        "7 / 2 → 3.5",
        "1 / 3 → 0.333333333333",
        "-2 / 3 → -0.666666666667",
        "quantity / 0 → null",
        "19.99 * 1.1 → 21.989",
        "999999999999999999999999999999 + 1 → null",
        "discount > 5 → false",
        "!(discount > 5) → true",
        "discount != 5 → false",
        "discount == null → true",
        "discount + 1 → null",
        "title + discountText(1) → !unknownFunction",
        "returnedOn == null && title != null → true",
        "customer.store.city == \"上海\" → true",
        "seller == user() → true",
        "seller == \"00000000-0000-7000-8000-000000000001\" → true",
        "warrantyUntil > \"2026-12-31\" → true",
        "status in (\"paid\", \"refunded\") → true",
        "!(status in (\"draft\")) → true",
        "quantity in (1, 2.0, 3) → true",
        "seller in (user()) → true",
        "if(paid, \"已付\", \"未付\") → 已付",
        "paid ? quantity : null → 2",
        "price > 1000 && quantity == 2 || false → true",
        "2 + 3 * 4 - 5 % 3 → 12",
        "-quantity * 2 → -4",
        "5 > 3 > 1 → !operandTypes",
        "\"5\" + 1 → !textPlusNumber",
        "warrantyUntil - soldAt → !dateArithmetic",
        "soldAt > today() → !dateWithDateTime",
        "quantiy > 1 → !unknownField",
        "sum(items, sum(items, 1)) → !unknownField",
        "sum(tags, 1) → !rowsNeeded",
        "items.price → !pathThroughRows",
        "title.length → !notAReference",
        "quantity = 5 → !assignment",
        "quantity > 1； → !unexpectedCharacter",
        "quantity ＞ 1 → !fullWidth",
        "title.getClass() → !methodCall",
        "isWithin(shop, shop) → !bothSidesDepend",
        "power(price, quantity) → !literalNeeded",
        "power(price, 101) → !literalRange",
        "quantity && paid → !conditionNeeded",
        "010 + 1 → !badNumber",
        "null → !nullNeedsType",
        "paid in (true, null) → !nullInList",
        "attributes == null → true",
        "warrantyUntil > \"tomorrow\" → !badDate",
        "left(title) → !argumentCount",
        "left(1, 2) → !argumentType",
      })
  void meansTheSameInBothBackEnds(String text, String expected) {
    Checked checked = check(text);
    if (expected.startsWith("!")) {
      assertThat(checked.problems())
          .extracting(Problem::code)
          .contains("expression." + expected.substring(1));
      assertThat(checked.problems()).allSatisfy(this::isTold);
    } else {
      assertThat(checked.problems()).isEmpty();
      assertThat(value(Evaluator.BackEnd.CLOSURES, text)).isEqualTo(expected);
      assertThat(value(Evaluator.BackEnd.MVEL, text)).isEqualTo(expected);
    }
  }

  private void isTold(Problem problem) {
    for (Locale locale : List.of(Locale.CHINESE, Locale.ENGLISH)) {
      assertThat(texts.message(problem, locale)).doesNotStartWith("expression.");
      assertThat(texts.remedy(problem, locale)).isNotBlank();
      assertThat(problem.arguments()).containsKeys("line", "column", "offset", "length");
    }
  }

  @Test
  void printsAndStoresWithoutLoss() {
    Stream.concat(
            examples().map(FunctionDefinition.Example::expression),
            Stream.of(
                "!(price > 1 && paid) || status in (\"a\", \"b\\\"c\") && -quantity < - -3",
                "(1 - (2 - 3)) * (4 + 5) / (6 / 7)",
                "(paid ? 1 : 2) + (discount == null ? 3 : 4)",
                "discount != null && title == \"\" && seller in (user(), seller)"))
        .forEach(
            text -> {
              Expression tree = check(text).orThrow();
              String printed = expressions.print(tree, SampleSale.SCOPE);
              assertThat(check(printed).orThrow()).as(printed).isEqualTo(tree);
              assertThat(expressions.fromJson(expressions.toJson(tree))).isEqualTo(tree);
            });
  }

  @Test
  void printsRenamedFieldsByTheirNewKeys() {
    Expression tree = check("quantity > 1 && customer.points > 5").orThrow();
    Scope renamed =
        new MapScope(
            ScopeField.of("amount", 3, dev.dougong.engine.value.ValueKind.INTEGER),
            ScopeField.reference("buyer", 13, "customer", () -> SampleSale.CUSTOMERS));
    assertThat(expressions.print(tree, renamed)).isEqualTo("amount > 1 && buyer.points > 5");
  }

  @Test
  void knowsWhatAnExpressionReads() {
    Dependencies stable =
        expressions.dependencies(check("sum(items, price) + customer.points").orThrow());
    assertThat(stable.fields())
        .containsExactly(
            FieldPath.of(14), new FieldPath(List.of(14, 22)), new FieldPath(List.of(13, 34)));
    assertThat(stable.isStable()).isTrue();
    assertThat(expressions.dependencies(check("today() > returnedOn").orThrow()).usesTime())
        .isTrue();
    assertThat(expressions.dependencies(check("hasRole(\"clerk\")").orThrow()).usesUser()).isTrue();
  }

  @Test
  void suggestsNearNames() {
    Problem problem = check("quantiy > 1").problems().get(0);
    assertThat(texts.remedy(problem, Locale.ENGLISH)).contains("quantity");
    assertThat(problem.arguments()).containsEntry("column", 1).containsEntry("length", 7);
    assertThat(Expressions.near("lenght", Functions.names())).contains("length");
  }

  @Test
  void listsAllTypeProblemsAtOnce() {
    assertThat(check("quantiy > 1 && titl == 2 && foo()").problems()).hasSize(3);
  }

  @Test
  void tellsWhyAValueIsNull() {
    List<Diagnostic> heard = new ArrayList<>();
    Expression tree = check("quantity / 0").orThrow();
    Object value =
        new Evaluator(Evaluator.BackEnd.MVEL)
            .compile(tree)
            .evaluate(SampleSale.row(), SampleSale.context(heard::add));
    assertThat(value).isNull();
    assertThat(heard).containsExactly(Diagnostic.DIVISION_BY_ZERO);
    assertThat(Objects.requireNonNull(tree.type())).isEqualTo(ValueType.NUMBER);
  }
}
