package dev.dougong.engine.fieldtype.multireference;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.ReferenceKey;
import dev.dougong.engine.fieldtype.Sample;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class MultiReferenceFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new MultiReferenceFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .options("{'entity':'product','max':2}")
        .good(
            "['01890a5d-ac96-774b-bcce-b302099a8057',{'sku':'A1'}]",
            List.of(
                UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"),
                new ReferenceKey(Map.of("sku", Sample.tree("'A1'")))))
        .goodText(
            "A1,A2",
            List.of(
                new ReferenceKey(Map.of("", Sample.tree("'A1'"))),
                new ReferenceKey(Map.of("", Sample.tree("'A2'")))))
        .bad(
            "['01890a5d-ac96-774b-bcce-b302099a8057','01890a5d-ac96-774b-bcce-b302099a8057']",
            "value.repeated")
        .bad("['01890a5d-ac96-774b-bcce-b302099a8057',null]", "value.emptyElement")
        .bad("[1]", "value.wrongType")
        .bad("'01890a5d-ac96-774b-bcce-b302099a8057'", "value.wrongType")
        .bad("[{'sku':'1'},{'sku':'2'},{'sku':'3'}]", "value.tooMany");
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
