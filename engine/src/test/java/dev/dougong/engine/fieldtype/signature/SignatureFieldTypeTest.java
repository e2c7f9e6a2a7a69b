package dev.dougong.engine.fieldtype.signature;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;

class SignatureFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new SignatureFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good(
            "[{'id':'01890a5d-ac96-774b-bcce-b302099a8057','name':'发票 1.jpg','size':12,'type':'image/jpeg'}]",
            Sample.tree(
                "[{'id':'01890a5d-ac96-774b-bcce-b302099a8057','name':'发票 1.jpg','size':12,'type':'image/jpeg'}]"))
        .bad(
            "{'id':'01890a5d-ac96-774b-bcce-b302099a8057','name':'发票 1.jpg','size':12,'type':'image/jpeg'}",
            "value.wrongType")
        .bad("['01890a5d-ac96-774b-bcce-b302099a8057']", "value.wrongType")
        .bad("[{'id':'x','name':'a','size':1,'type':'image/png'}]", "value.notAnId")
        .bad("[{'name':'a','size':1,'type':'image/png'}]", "value.missingKey")
        .bad(
            "[{'id':'01890a5d-ac96-774b-bcce-b302099a8057','name':'../a','size':1,'type':'image/png'}]",
            "value.notReadable")
        .bad(
            "[{'id':'01890a5d-ac96-774b-bcce-b302099a8057','name':'a','size':-1,'type':'image/png'}]",
            "value.wrongType")
        .bad(
            "[{'id':'01890a5d-ac96-774b-bcce-b302099a8057','name':'a','size':1,'type':'png'}]",
            "value.notReadable")
        .bad(
            "[{'id':'01890a5d-ac96-774b-bcce-b302099a8057','name':'a','size':1,'type':'image/png','url':'x'}]",
            "value.unknownKey")
        .badText("a.jpg", "value.notInText")
        .bad(
            "[{'id':'01890a5d-ac96-774b-bcce-b302099a8057','name':'发票 1.jpg','size':12,'type':'image/jpeg'},{'id':'01890a5d-ac96-774b-bcce-b302099a8058','name':'a.pdf','size':12,'type':'application/pdf'}]",
            "value.tooMany")
        .bad(
            "[{'id':'01890a5d-ac96-774b-bcce-b302099a8058','name':'a.svg','size':12,'type':'image/svg+xml'}]",
            "value.unknownOption");
  }

  @Override
  protected boolean readsWhatPeopleSee() {
    return false;
  }
}
