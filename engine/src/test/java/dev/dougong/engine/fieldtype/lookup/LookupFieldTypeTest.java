package dev.dougong.engine.fieldtype.lookup;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;

class LookupFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new LookupFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .options("{'via':'customer','of':'phone'}")
        .good("1", "+8613812345678")
        .bad("1", "value.computed");
  }
}
