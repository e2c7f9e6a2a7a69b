package dev.dougong.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.expression.check.Checked;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.expression.function.Functions;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.engine.testkit.Asvs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HostileTextTest {

  private static final Pattern CHARACTER = Pattern.compile("<U\\+([0-9A-F]{4})>");
  private static final Pattern REPEATED = Pattern.compile("<x([0-9]+):([^>]*)>");

  private static final String SIGNS =
      "&& || ! == != < <= + - * / % ? : ( ) , . in null true false 1 2.5 \"王芳\" 'a' \" ' = ; \\"
          + " 9999999999999999999999";

  private final Expressions expressions = new Expressions();
  private final ProblemTexts texts = new ProblemTexts();

  private static List<String> hostile() throws IOException {
    try (InputStream in = HostileTextTest.class.getResourceAsStream("/expression/hostile.txt")) {
      String all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return all.lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("# "))
          .map(
              line ->
                  REPEATED
                      .matcher(line)
                      .replaceAll(m -> quoted(m.group(2).repeat(Integer.parseInt(m.group(1))))))
          .map(
              line ->
                  CHARACTER
                      .matcher(line)
                      .replaceAll(
                          m -> quoted(String.valueOf((char) Integer.parseInt(m.group(1), 16)))))
          .toList();
    }
  }

  private static String quoted(String text) {
    return java.util.regex.Matcher.quoteReplacement(text);
  }

  @Asvs({"1.3.2", "1.3.7", "4.3.1"})
  @Test
  void refusesEveryHostileTextWithAPlaceAndARemedy() throws IOException {
    List<String> hostile = hostile();
    List<String> accepted = new ArrayList<>();
    Set<String> codes = new TreeSet<>();
    for (String text : hostile) {
      Checked checked = expressions.check(text, SampleSale.SCOPE, ValueType.BOOLEAN);
      if (checked.isOk()) {
        accepted.add(text);
      }
      for (Problem problem : checked.problems()) {
        codes.add(problem.code());
        assertThat(problem.arguments()).containsKeys("line", "column", "offset", "length");
        assertThat(texts.remedy(problem, Locale.CHINESE)).as(problem.code()).isNotBlank();
      }
    }
    assertThat(accepted).isEmpty();
    assertThat(hostile).hasSizeGreaterThanOrEqualTo(210);
    System.out.println("hostile texts: " + hostile.size() + " refused; codes: " + codes.size());
  }

  @Asvs("1.3.2")
  @Test
  void answersRandomTextWithProblemsOrATreeAndNeverFails() {
    Random random = new Random(7);
    List<String> words = new ArrayList<>(Functions.names());
    words.addAll(SampleSale.SCOPE.keys());
    words.addAll(List.of(SIGNS.split(" ")));
    words.addAll(List.of("（", "𠮷", "\ud800", "\u0000", " ", "\n"));
    int trees = 0;
    Evaluator evaluator = new Evaluator(Evaluator.BackEnd.CLOSURES);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int word = random.nextInt(14); word >= 0; word--) {
        text.append(words.get(random.nextInt(words.size())))
            .append(random.nextBoolean() ? " " : "");
      }
      Checked checked = expressions.check(text.toString(), SampleSale.SCOPE, null);
      Expression tree = checked.expression();
      if (tree != null) {
        trees++;
        evaluator.compile(tree).evaluate(SampleSale.row(), SampleSale.context(DiagnosticSink.NONE));
      }
    }
    assertThat(trees).isPositive();
    System.out.println("fuzz: 100000 texts, " + trees + " of them expressions");
  }
}
