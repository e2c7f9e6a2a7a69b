package dev.dougong.engine.fieldtype.tags;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;
import java.util.List;

class TagsFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new TagsFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("['苹果',' 老客户 ']", List.of("苹果", "老客户"))
        .goodText("苹果,老客户；苹果", List.of("苹果", "老客户"))
        .bad("['a','a']", "value.repeated")
        .bad("['" + "字".repeat(51) + "']", "value.tooLong")
        .bad("['']", "value.emptyElement")
        .bad("'a'", "value.wrongType")
        .options(
            "{'free':false,'max':2,'options':[{'value':'vip','label':{'zh':'贵宾'}},{'value':'b'},{'value':'c'}]}")
        .good("['vip']", List.of("vip"))
        .goodText("贵宾", List.of("vip"))
        .bad("['viq']", "value.unknownOption")
        .bad("['vip','b','c']", "value.tooMany")
        .badOptions("{'options':[{'value':'a'},{'value':'a'}]}", "fieldOption.repeatedValue");
  }
}
