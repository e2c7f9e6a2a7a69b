package dev.dougong.engine.fieldtype.percent;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;
import java.math.BigDecimal;

class PercentFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new PercentFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("0.125", new BigDecimal("0.125"))
        .good("2", new BigDecimal("2"))
        .goodText("12.5%", new BigDecimal("0.125"))
        .goodText("１２．５％", new BigDecimal("0.125"))
        .goodText("0.3", new BigDecimal("0.3"))
        .goodText("150 %", new BigDecimal("1.5"))
        .bad("0.12345", "value.tooManyPlaces")
        .badText("12.5", "percent.signNeeded")
        .badText("%", "value.notReadable")
        .options("{'scale':0,'min':0,'max':1}")
        .good("0.35", new BigDecimal("0.35"))
        .bad("0.355", "value.tooManyPlaces")
        .badText("101%", "value.tooBig");
  }
}
