package dev.dougong.engine.fieldtype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dougong.engine.fieldtype.richtext.RichTextFieldType;
import dev.dougong.engine.fieldtype.text.TextFieldType;
import dev.dougong.engine.fieldtype.url.UrlFieldType;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.engine.value.ValueJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that a browser could take for more than text. */
class HarmlessTextsTest {

  private static final List<String> SCHEMES =
      List.of(
          "javascript:alert(1)",
          "JaVaScRiPt:alert(1)",
          "java\tscript:alert(1)",
          "\u0001javascript:alert(1)",
          "data:text/html,alert",
          "vbscript:x",
          "file:///etc/passwd",
          "blob:https://example.com/x");

  private static List<String> codes(FieldType type, String text, String options) {
    List<Problem> problems = new ArrayList<>();
    ObjectNode given = (ObjectNode) Sample.tree(options);
    type.parse(
        new TextNode(text),
        Sample.field(type.id(), "f", given),
        FieldTypeContract.parsing(problems));
    return problems.stream().map(Problem::code).toList();
  }

  @Test
  @Asvs({"1.2.2", "1.3.3"})
  void addressesHaveHarmlessSchemes() {
    for (String address : SCHEMES) {
      assertThat(codes(new UrlFieldType(), address, "{}")).as(address).isNotEmpty();
      assertThat(codes(new RichTextFieldType(), "[x](<" + address + ">)", "{}"))
          .as(address)
          .isNotEmpty();
    }
    assertThat(codes(new UrlFieldType(), "https://example.com/", "{}")).isEmpty();
  }

  @Test
  @Asvs({"1.3.1", "1.3.5"})
  void formattedTextHoldsNoHtml() {
    for (String html :
        List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<iframe src=//evil.example>",
            "text <b>bold</b>",
            "<style>*{display:none}</style>",
            "<!-- x -->",
            "</p>")) {
      assertThat(codes(new RichTextFieldType(), html, "{}")).as(html).contains("richText.html");
    }
    assertThat(codes(new RichTextFieldType(), "**a** < b", "{}")).isEmpty();
  }

  @Test
  @Asvs("1.3.12")
  void patternsOfAuthorsDoNotRunAway() {
    ObjectNode options = ValueJson.mapper().createObjectNode();
    for (String pattern : List.of("(a+)+", "(a|aa)+", "([a-z]+)*x", "(.*a){20}")) {
      options.put("pattern", pattern);
      List<String> problems =
          assertTimeoutPreemptively(
              Duration.ofSeconds(5),
              () -> codes(new TextFieldType(), "a".repeat(190) + "!", options.toString()));
      assertThat(problems).as(pattern).containsExactly("value.patternMismatch");
    }
  }
}
