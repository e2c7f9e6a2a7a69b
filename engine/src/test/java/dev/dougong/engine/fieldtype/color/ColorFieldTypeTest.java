package dev.dougong.engine.fieldtype.color;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;

class ColorFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new ColorFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("'#1A73E8'", "#1a73e8")
        .good("'#fff'", "#ffffff")
        .goodText("1a73e8", "#1a73e8")
        .bad("'red'", "value.notReadable")
        .bad("'#12345'", "value.notReadable")
        .bad("16777215", "value.wrongType");
  }
}
