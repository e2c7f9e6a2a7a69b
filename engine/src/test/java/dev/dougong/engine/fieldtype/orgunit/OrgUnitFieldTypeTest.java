package dev.dougong.engine.fieldtype.orgunit;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.ReferenceKey;
import dev.dougong.engine.fieldtype.Sample;
import java.util.Map;
import java.util.UUID;

class OrgUnitFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new OrgUnitFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good(
            "'01890a5d-ac96-774b-bcce-b302099a8057'",
            UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"))
        .good(
            "{'id':'01890a5d-ac96-774b-bcce-b302099a8057'}",
            UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"))
        .good("{'key':'east'}", new ReferenceKey(Map.of("key", Sample.tree("'east'"))))
        .goodText("east", new ReferenceKey(Map.of("key", Sample.tree("'east'"))))
        .bad("{'username':'east'}", "value.unknownKey")
        .bad("'east'", "value.notAnId")
        .bad("7", "value.wrongType");
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
