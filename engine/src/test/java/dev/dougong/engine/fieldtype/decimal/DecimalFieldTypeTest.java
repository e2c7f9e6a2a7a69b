package dev.dougong.engine.fieldtype.decimal;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;
import java.math.BigDecimal;

class DecimalFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new DecimalFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("0.1", new BigDecimal("0.1"))
        .good("1.500", new BigDecimal("1.5"))
        .good("-0.0", BigDecimal.ZERO)
        .good("'0.000000000001'", new BigDecimal("0.000000000001"))
        .good(
            "999999999999999999999999999999.999999999999",
            new BigDecimal("999999999999999999999999999999.999999999999"))
        .goodText("1,234.5", new BigDecimal("1234.5"))
        .goodText("-.5", new BigDecimal("-0.5"))
        .goodText("+3", new BigDecimal("3"))
        .goodText("1.5E+3", new BigDecimal("1500"))
        .goodText("3.2亿", new BigDecimal("320000000"))
        .bad("1000000000000000000000000000000", "value.outOfRange")
        .bad("0.0000000000001", "value.tooManyPlaces")
        .bad("'1,5'", "value.wrongType")
        .bad("'1e5'", "value.wrongType")
        .badText("1.2.3", "value.notReadable")
        .options("{'scale':1,'min':-0.5,'unit':'英寸'}")
        .good("6.1", new BigDecimal("6.1"))
        .bad("6.12", "value.tooManyPlaces")
        .bad("-0.6", "value.tooSmall");
  }
}
