package dev.dougong.engine.fieldtype.reference;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.ReferenceKey;
import dev.dougong.engine.fieldtype.Sample;
import java.util.Map;
import java.util.UUID;

class ReferenceFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new ReferenceFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .options("{'entity':'store','onDelete':'clear'}")
        .good(
            "'01890a5d-ac96-774b-bcce-b302099a8057'",
            UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"))
        .good(
            "{'id':'01890a5d-ac96-774b-bcce-b302099a8057','label':'西湖店'}",
            UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"))
        .good("{'phone':'138'}", new ReferenceKey(Map.of("phone", Sample.tree("'138'"))))
        .goodText("西湖店", new ReferenceKey(Map.of("", Sample.tree("'西湖店'"))))
        .bad("5", "value.wrongType")
        .bad("['01890a5d-ac96-774b-bcce-b302099a8057']", "value.wrongType")
        .bad("'1-1-1-1-1'", "value.notAnId")
        .bad("{'id':5}", "value.wrongType")
        .bad("{}", "value.wrongType")
        .bad("{'phone':null}", "value.wrongType")
        .badText("a\u0000b", "value.badCharacter");
  }

  @Override
  protected boolean readsWhatPeopleSee() {
    return false;
  }

  @Override
  protected boolean readsWhatItWrites() {
    return false;
  }
}
