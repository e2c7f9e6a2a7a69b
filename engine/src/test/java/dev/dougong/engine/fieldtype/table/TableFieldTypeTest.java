package dev.dougong.engine.fieldtype.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.RowInput;
import dev.dougong.engine.fieldtype.Sample;
import dev.dougong.engine.problem.Problem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TableFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new TableFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .options(
            "{'max':3,'fields':[{'key':'sku','type':'text'},{'key':'price','type':'money'},"
                + "{'key':'all','type':'formula','result':'money','expression':'price'}]}")
        .good(
            "[{'sku':'A1','price':9.9,'all':1},{'id':'01890a5d-ac96-774b-bcce-b302099a8057','sku':null}]",
            List.of(
                new RowInput(null, Map.of("sku", "A1", "price", new BigDecimal("9.9"))),
                new RowInput(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"), Map.of())))
        .goodText("[{\"sku\":\"A1\"}]", List.of(new RowInput(null, Map.of("sku", "A1"))))
        .bad("{}", "value.wrongType")
        .bad("[5]", "value.wrongType")
        .bad("[{'skuu':'A1'}]", "value.unknownKey")
        .bad("[{'sku':5}]", "value.wrongType")
        .bad("[{'price':0.001}]", "value.tooManyPlaces")
        .bad("[{'id':'x'}]", "value.notAnId")
        .bad(
            "[{'id':'01890a5d-ac96-774b-bcce-b302099a8057'},{'id':'01890a5d-ac96-774b-bcce-b302099a8057'}]",
            "value.repeated")
        .bad("[{},{},{},{}]", "value.tooMany")
        .badText("A1", "value.notReadable")
        .badOptions("{'fields':[{'key':'t','type':'table','fields':[]}]}", "table.nested")
        .badOptions(
            "{'fields':[{'key':'a','type':'text'},{'key':'a','type':'text'}]}",
            "fieldOption.repeatedValue");
  }

  @Override
  protected boolean readsWhatPeopleSee() {
    return false;
  }

  @Override
  protected boolean readsWhatItWrites() {
    return false;
  }

  @Test
  void tellsAllProblemsWithTheirPlaces() {
    List<Problem> problems = new java.util.ArrayList<>();
    FieldDefinition field =
        new Sample(
                "{'fields':[{'key':'sku','type':'text'},{'key':'price','type':'money'}]}", "", "")
            .field("table");
    type().parse(Sample.tree("[{'sku':1},{'price':'x'}]"), field, parsing(problems));
    assertThat(problems).extracting(Problem::place).containsExactly("/0/sku", "/1/price");
  }
}
