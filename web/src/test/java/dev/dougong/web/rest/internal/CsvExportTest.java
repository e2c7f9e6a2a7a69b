package dev.dougong.web.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.testkit.Asvs;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvExportTest {

  @Test
  @Asvs("1.2.10")
  void noCellIsAFormula() {
    for (String formula :
        List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "=cmd|' /C calc'!A0")) {
      assertThat(CsvExport.guarded(formula)).as(formula).isEqualTo("'" + formula);
    }
    assertThat(CsvExport.guarded("张三 = 李四")).isEqualTo("张三 = 李四");
    assertThat(CsvExport.guarded("")).isEmpty();
  }

  @Test
  @Asvs({"1.2.10", "1.2.1"})
  void cellsAreQuotedAsTheFormatSays() {
    assertThat(CsvExport.quoted("a,b")).isEqualTo("\"a,b\"");
    assertThat(CsvExport.quoted("a \"b\"")).isEqualTo("\"a \"\"b\"\"\"");
    assertThat(CsvExport.quoted("a\r\nb")).isEqualTo("\"a\r\nb\"");
    assertThat(CsvExport.quoted("a b")).isEqualTo("a b");
  }
}
