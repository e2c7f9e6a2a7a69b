package dev.dougong.engine.fieldtype.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;
import dev.dougong.engine.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new ChoiceFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .options(
            "{'options':[{'value':'gold','label':{'zh':'金卡','en':'Gold'},'synonyms':['VIP','贵宾'],'color':'gold'},{'value':'silver','label':{'zh':'银卡'}},{'value':'old','archived':true}]}")
        .good("'gold'", "gold")
        .good("'old'", "old")
        .goodText("金卡", "gold")
        .goodText(" GOLD ", "gold")
        .goodText("银卡", "silver")
        .good("'贵宾'", "gold")
        .goodText(" ｖip ", "gold")
        .bad("'Gold'", "value.unknownOption")
        .bad("'金卡'", "value.unknownOption")
        .bad("1", "value.wrongType")
        .badText("铜卡", "value.unknownOption")
        .badOptions("{'options':[{'value':'a'},{'value':'a'}]}", "fieldOption.repeatedValue")
        .badOptions(
            "{'options':[{'value':'a','synonyms':['B']},{'value':'b'}]}",
            "fieldOption.synonymOfTwo")
        .badOptions(
            "{'options':[{'value':'a','synonyms':['x']},{'value':'b','synonyms':['X']}]}",
            "fieldOption.synonymOfTwo");
  }

  @Test
  void namesNearOptions() {
    java.util.List<Problem> problems = new java.util.ArrayList<>();
    FieldDefinition field =
        new Sample("{'options':[{'value':'walkIn'},{'value':'phone'}]}", "", "").field("choice");
    type().parse(Sample.tree("'walkin'"), field, parsing(problems));
    assertThat(problems.get(0).arguments().get("near")).isEqualTo(List.of("walkIn"));
  }
}
