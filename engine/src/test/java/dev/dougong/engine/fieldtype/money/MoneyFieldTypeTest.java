package dev.dougong.engine.fieldtype.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;
import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MoneyFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new MoneyFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("1234.5", new BigDecimal("1234.5"))
        .good("-0.01", new BigDecimal("-0.01"))
        .good("'99.90'", new BigDecimal("99.9"))
        .goodText("¥1,234.50", new BigDecimal("1234.5"))
        .goodText("￥５９９９", new BigDecimal("5999"))
        .goodText("3999元", new BigDecimal("3999"))
        .goodText("1.2万", new BigDecimal("12000"))
        .goodText("(12.30)", new BigDecimal("-12.3"))
        .bad("0.005", "value.tooManyPlaces")
        .bad("{'amount':1}", "value.wrongType")
        .bad("1e30", "value.outOfRange")
        .goodText("¥-5", new BigDecimal("-5"))
        .badText("贵", "value.notReadable")
        .badText("$5", "value.notReadable")
        .badText("¥", "value.notReadable")
        .options("{'currency':'JPY','scale':0,'min':0}")
        .good("500", new BigDecimal("500"))
        .bad("500.5", "value.tooManyPlaces")
        .bad("-1", "value.tooSmall")
        .badOptions("{'currency':'XQX'}", "fieldOption.badCurrency");
  }

  @Test
  void showsAmountsWithTheSignOfTheirCurrency() {
    FieldDefinition field = new Sample("{}", "", "").field("money");
    BigDecimal amount = new BigDecimal("-1234567.5");
    assertThat(type().format(amount, field, Locale.CHINA)).isEqualTo("-¥1,234,567.50");
    assertThat(type().format(amount, field, Locale.US)).isEqualTo("-CN¥1,234,567.50");
  }
}
