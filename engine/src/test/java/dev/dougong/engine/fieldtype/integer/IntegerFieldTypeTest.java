package dev.dougong.engine.fieldtype.integer;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;

class IntegerFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new IntegerFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("0", 0L)
        .good("-999999999999999999", -999_999_999_999_999_999L)
        .good("1e3", 1000L)
        .good("5.0", 5L)
        .good("'42'", 42L)
        .goodText("1,234", 1234L)
        .goodText("１２", 12L)
        .goodText("1.2万", 12_000L)
        .goodText("(7)", -7L)
        .goodText("12.00", 12L)
        .bad("1000000000000000000", "value.outOfRange")
        .bad("1e400", "value.outOfRange")
        .bad("1.5", "value.tooManyPlaces")
        .bad("true", "value.wrongType")
        .bad("'12 台'", "value.wrongType")
        .badText("12a", "value.notReadable")
        .badText("1,23", "value.notReadable")
        .badText("-", "value.notReadable")
        .options("{'min':1,'max':10,'unit':'台'}")
        .good("10", 10L)
        .goodText("3 台", 3L)
        .bad("0", "value.tooSmall")
        .bad("11", "value.tooBig")
        .badOptions("{'min':2,'max':1}", "fieldOption.minAboveMax");
  }
}
