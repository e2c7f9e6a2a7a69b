package dev.dougong.engine.fieldtype.user;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.ReferenceKey;
import dev.dougong.engine.fieldtype.Sample;
import java.util.Map;
import java.util.UUID;

class UserFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new UserFieldType();
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
        .good("{'username':'east'}", new ReferenceKey(Map.of("username", Sample.tree("'east'"))))
        .goodText("east", new ReferenceKey(Map.of("username", Sample.tree("'east'"))))
        .bad("{'key':'east'}", "value.unknownKey")
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
