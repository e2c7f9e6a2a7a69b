package dev.dougong.engine.fieldtype.booleantype;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;

class BooleanFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new BooleanFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("true", true)
        .good("false", false)
        .goodText("是", true)
        .goodText("√", true)
        .goodText("否", false)
        .goodText("No", false)
        .goodText("1", true)
        .bad("1", "value.wrongType")
        .bad("'true'", "value.wrongType")
        .badText("也许", "value.notReadable");
  }
}
