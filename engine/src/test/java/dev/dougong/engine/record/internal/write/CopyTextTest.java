package dev.dougong.engine.record.internal.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.record.internal.change.StoredDocument;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.ValueJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows for COPY come back as they went in, wherever the pieces of the stream are cut. */
class CopyTextTest {

  private static final String[] SIGNS = {
    "a", "0", "\\", "\n", "\r", "\t", "\"", "王", "é", "😀", "\\N"
  };

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final CopyText text = new CopyText((bytes, length) -> sent.write(bytes, 0, length));

  @Test
  void textsOfAnySignsAndLengthsComeBack() throws Exception {
    Random random = new Random(20261126);
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < 60; row++) {
      List<String> values = List.of(sentence(random, 40), "", sentence(random, 9_000));
      for (String value : values) {
        text.add(SqlType.TEXT, value);
      }
      text.add(SqlType.TEXT, null);
      text.endRow();
      rows.add(values);
    }
    text.end();
    List<List<String>> read = new ArrayList<>();
    for (String line : sent.toString(StandardCharsets.UTF_8).split("\n")) {
      String[] values = line.split("\t", -1);
      assertThat(values).hasSize(4);
      assertThat(values[3]).isEqualTo("\\N");
      read.add(List.of(plain(values[0]), plain(values[1]), plain(values[2])));
    }
    assertThat(read).isEqualTo(rows);
  }

  @Test
  void documentsComeBack() throws Exception {
    String said = "tab\t, line\nbreak, back\\slash, \"quoted\", 😀".repeat(700);
    text.add(SqlType.JSONB, new StoredDocument(Map.of(1, said, 2, 7L), List.of(1, 2, 3)));
    text.endRow();
    text.end();
    String line = sent.toString(StandardCharsets.UTF_8);
    assertThat(line).endsWith("\n").doesNotContain("\t");
    JsonNode document = ValueJson.mapper().readTree(plain(line.substring(0, line.length() - 1)));
    assertThat(document).hasSize(2);
    assertThat(document.get("f1").asText()).isEqualTo(said);
    assertThat(document.get("f2").asLong()).isEqualTo(7);
  }

  @Test
  void listsBecomeArrays() throws Exception {
    text.add(SqlType.TEXT_ARRAY, List.of("a\"b", "c\\d", "e,f"));
    text.endRow();
    text.end();
    assertThat(plain(sent.toString(StandardCharsets.UTF_8).stripTrailing()))
        .isEqualTo("{\"a\\\"b\",\"c\\\\d\",\"e,f\"}");
  }

  private static String sentence(Random random, int most) {
    StringBuilder sentence = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      sentence.append(SIGNS[random.nextInt(SIGNS.length)]);
    }
    return sentence.toString();
  }

  /** What PostgreSQL reads from an escaped value. */
  private static String plain(String escaped) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c == '\\') {
        i++;
        c =
            switch (escaped.charAt(i)) {
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              case '\\' -> '\\';
              default -> throw new IllegalStateException(escaped.substring(i - 1));
            };
      }
      plain.append(c);
    }
    return plain.toString();
  }
}
