package dev.dougong.engine.fieldtype.longtext;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;

class LongTextFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new LongTextFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("'一行\\r\\n二行\\t三 '", "一行\n二行\t三 ")
        .goodText("a\rb", "a\nb")
        .bad("true", "value.wrongType")
        .bad("'\\u0007'", "value.badCharacter")
        .bad("'" + "字".repeat(20_001) + "'", "value.tooLong")
        .options("{'maxLength':3}")
        .badText("四个汉字", "value.tooLong");
  }
}
