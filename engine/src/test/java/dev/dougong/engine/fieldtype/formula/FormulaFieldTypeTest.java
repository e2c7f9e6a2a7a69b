package dev.dougong.engine.fieldtype.formula;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FormulaFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new FormulaFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .options("{'expression':'1','result':'integer','unit':'岁'}")
        .good("1", 38L)
        .options("{'expression':'1','result':'decimal'}")
        .good("1", new BigDecimal("1.5"))
        .options("{'expression':'1','result':'money'}")
        .good("1", new BigDecimal("1.5"))
        .options("{'expression':'1','result':'percent'}")
        .good("1", new BigDecimal("0.15"))
        .options("{'expression':'1','result':'boolean'}")
        .good("1", true)
        .options("{'expression':'1','result':'date'}")
        .good("1", LocalDate.of(2024, 1, 5))
        .options("{'expression':'1','result':'time'}")
        .good("1", LocalTime.of(9, 30))
        .options("{'expression':'1','result':'dateTime'}")
        .good("1", Instant.parse("2024-01-05T01:30:00Z"))
        .options("{'expression':'1','result':'duration'}")
        .good("1", Duration.ofMinutes(90))
        .options(
            "{'expression':'1','result':'choice','options':[{'value':'a','label':{'zh':'甲'}}]}")
        .good("1", "a")
        .bad("1", "value.computed")
        .badText("1", "value.computed")
        .badOptions(
            "{'expression':'1','result':'money','currency':'XQX'}", "fieldOption.badCurrency");
  }

  @Test
  void showsItsResultAsWhatItIs() {
    assertThat(shown("{'result':'money'}", new BigDecimal("1234.5"))).isEqualTo("¥1,234.50");
    assertThat(shown("{'result':'percent'}", new BigDecimal("0.155"))).isEqualTo("15.5%");
    assertThat(shown("{'result':'choice','options':[{'value':'a','label':{'zh':'甲'}}]}", "a"))
        .isEqualTo("甲");
    assertThat(shown("{'result':'integer','unit':'岁'}", 38L)).isEqualTo("38 岁");
  }

  private String shown(String options, Object value) {
    return type().format(value, new Sample(options, "", "").field("formula"), Locale.CHINA, ZONE);
  }
}
