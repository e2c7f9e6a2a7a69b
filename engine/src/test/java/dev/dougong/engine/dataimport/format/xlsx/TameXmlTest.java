package dev.dougong.engine.dataimport.format.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.testkit.Asvs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TameXmlTest {

  private static String read(String xml, long budget) throws IOException {
    byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
    try (InputStream in =
        new TameXml(new ByteArrayInputStream(bytes), new TameXml.Budget(budget))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void usualXmlPasses() throws IOException {
    String xml = "<?xml version=\"1.0\"?><a b=\"?!\">客户 &lt;! </a>";
    assertThat(read(xml, 1_000)).isEqualTo(xml);
  }

  @Test
  void whatASizeDoesNotSayIsCounted() {
    assertThatThrownBy(() -> read("<a></a>".repeat(100), 699)).isInstanceOf(InputException.class);
  }

  @Asvs("1.5.1")
  @Test
  void whatFillsMemoryIsRefused() {
    for (String xml :
        new String[] {
          "<!DOCTYPE a>",
          "<a><!-- x -->",
          "<a><![CDATA[x]]>",
          "<a><?x y?>",
          "<a " + "b".repeat(500_000)
        }) {
      assertThatThrownBy(() -> read(xml, 1_000_000)).isInstanceOf(InputException.class);
    }
  }
}
