package dev.dougong.engine.fieldtype.json;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;

class JsonFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new JsonFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("{'a':[1,2.50,null,true,'文']}", Sample.tree("{'a':[1,2.50,null,true,'文']}"))
        .good("{}", Sample.tree("{}"))
        .good("5", Sample.tree("5"))
        .bad("{'a':'\\u0000'}", "value.badCharacter")
        .bad("{'\\ud800':1}", "value.badCharacter")
        .bad("{'a':1e9999}", "value.outOfRange")
        .bad("'" + "x".repeat(66_000) + "'", "json.tooLarge")
        .bad("[".repeat(30) + "1" + "]".repeat(30), "json.tooDeep")
        .badText("{a}", "value.notReadable");
  }
}
