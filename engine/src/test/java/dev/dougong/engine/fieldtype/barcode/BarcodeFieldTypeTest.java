package dev.dougong.engine.fieldtype.barcode;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;

class BarcodeFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new BarcodeFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("'ABC-123'", "ABC-123")
        .goodText(" ６９０１ ", "6901")
        .bad("'中文'", "value.notReadable")
        .bad("5", "value.wrongType")
        .bad("'" + "1".repeat(101) + "'", "value.tooLong")
        .options("{'format':'ean13'}")
        .good("'6901028001618'", "6901028001618")
        .bad("'6901028001619'", "barcode.checkDigit")
        .bad("'690102800161'", "barcode.digits")
        .options("{'format':'ean8'}")
        .good("'96385074'", "96385074")
        .options("{'format':'upcA'}")
        .good("'036000291452'", "036000291452")
        .options("{'format':'imei'}")
        .good("'49-015420-323751-8'", "490154203237518")
        .goodText("490154203237518.0", "490154203237518")
        .bad("'490154203237519'", "barcode.checkDigit")
        .bad("'4901542032375'", "barcode.digits");
  }
}
