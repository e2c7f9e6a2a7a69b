package dev.dougong.engine.fieldtype.stage;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;

class StageFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new StageFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .options(
            "{'stages':[{'value':'new','label':{'zh':'新线索','en':'New'}},{'value':'won','kind':'won'}]}")
        .good("'new'", "new")
        .goodText("新线索", "new")
        .bad("'newer'", "value.unknownOption")
        .bad("{}", "value.wrongType")
        .badText("老线索", "value.unknownOption")
        .badOptions("{'stages':[{'value':'a'},{'value':'a'}]}", "fieldOption.repeatedValue");
  }
}
