package dev.dougong.engine.fieldtype.multichoice;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;
import java.util.List;

class MultiChoiceFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new MultiChoiceFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .options(
            "{'options':[{'value':'gold','label':{'zh':'金卡','en':'Gold'},'color':'gold'},{'value':'silver','label':{'zh':'银卡'}},{'value':'old','archived':true}],'max':2}")
        .good("['silver','gold']", List.of("silver", "gold"))
        .goodText("金卡、银卡", List.of("gold", "silver"))
        .goodText("gold; gold", List.of("gold"))
        .bad("['gold','gold']", "value.repeated")
        .bad("['gold','silver','old']", "value.tooMany")
        .bad("['gold','brass']", "value.unknownOption")
        .bad("['gold',null]", "value.emptyElement")
        .bad("['gold',5]", "value.wrongType")
        .bad("'gold'", "value.wrongType")
        .badText("金卡,铜卡", "value.unknownOption")
        .badText("gold,silver,old", "value.tooMany")
        .badOptions("{'options':[{'value':'a'},{'value':'a'}]}", "fieldOption.repeatedValue");
  }
}
