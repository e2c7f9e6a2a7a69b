package dev.dougong.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.expression.check.TypeText;
import dev.dougong.engine.expression.function.Aggregation;
import dev.dougong.engine.expression.function.FunctionDefinition;
import dev.dougong.engine.expression.function.Functions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The manual's tables of functions are written by this test; its examples by {@code
 * ExpressionsTest}.
 */
class ManualTest {

  private static final Path MANUAL = Path.of("../docs/expressions.md");
  private static final Pattern ENTRY = Pattern.compile("(?m)^  ([a-zA-Z]+)(?:: |,$)");
  private static final String BEGIN = "<!-- functions: written by ManualTest -->\n";
  private static final String END = "<!-- end of functions -->";

  @Test
  void holdsEveryFunctionWithItsExample() throws IOException {
    String manual = Files.readString(MANUAL);
    int from = manual.indexOf(BEGIN) + BEGIN.length();
    int to = manual.indexOf(END);
    String written = manual.substring(from, to);
    String expected = tables();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(MANUAL, manual.substring(0, from) + expected + manual.substring(to));
      return;
    }
    assertThat(written).as("rewrite with -Dgolden.update=true").isEqualTo(expected);
  }

  /** Every id that the server gives a function, and no other, has a body in the browser. */
  @Test
  void everyFunctionHasItsBrowserForm() throws IOException {
    Set<String> browser = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("../web/ui/kit/expression/functions"))) {
      for (Path file : files.toList()) {
        Matcher entry =
            ENTRY.matcher(Files.readString(file).replaceAll("(?s)^.*?: Functions = ", ""));
        while (entry.find()) {
          browser.add(entry.group(1));
        }
      }
    }
    assertThat(browser)
        .containsAll(Functions.all().stream().map(FunctionDefinition::id).toList())
        .hasSameSizeAs(Functions.all());
    for (Aggregation aggregation : Functions.aggregations()) {
      assertThat(Files.readString(Path.of("../web/ui/kit/expression/aggregations.ts")))
          .contains("\n  " + aggregation.id() + ": ");
    }
  }

  private static String tables() {
    StringBuilder tables = new StringBuilder();
    for (Functions.Group group : Functions.groups()) {
      StringBuilder rows = new StringBuilder();
      for (FunctionDefinition function : group.functions()) {
        if (Character.isLetter(function.name().charAt(0))) {
          row(rows, TypeText.signature(function), function.doc(), function.examples());
        }
      }
      tables.append(head(group.en() + " / " + group.zh())).append(rows);
    }
    StringBuilder rows = new StringBuilder();
    for (Aggregation aggregation : Functions.aggregations()) {
      String signature =
          aggregation.id() + "(rows, " + (aggregation.isBodyOptional() ? "[…]" : "…") + ")";
      row(rows, signature, aggregation.doc(), aggregation.examples());
    }
    return tables
        .append(head("Rows of tables and of several references / 子表与多选引用"))
        .append(rows)
        .append('\n')
        .toString();
  }

  private static String head(String title) {
    return "\n### "
        + title
        + "\n\n| function | what it gives | example | value |\n|---|---|---|---|\n";
  }

  private static void row(
      StringBuilder rows,
      String signature,
      FunctionDefinition.Doc doc,
      List<FunctionDefinition.Example> examples) {
    for (int i = 0; i < examples.size(); i++) {
      FunctionDefinition.Example example = examples.get(i);
      rows.append("| ")
          .append(i == 0 ? "`" + signature + "`" : "")
          .append(" | ")
          .append(i == 0 ? doc.en() + "<br>" + doc.zh() : "")
          .append(" | `")
          .append(example.expression().replace("|", "\\|"))
          .append("` | `")
          .append(example.value())
          .append("` |\n");
    }
  }
}
