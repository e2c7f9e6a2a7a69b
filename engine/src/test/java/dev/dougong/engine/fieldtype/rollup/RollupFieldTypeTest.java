package dev.dougong.engine.fieldtype.rollup;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;
import java.math.BigDecimal;

class RollupFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new RollupFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .options("{'entity':'sale','via':'customer','aggregate':'count'}")
        .good("1", 3L)
        .options(
            "{'entity':'sale','via':'customer','aggregate':'avg','of':'amount','filter':'true'}")
        .good("1", new BigDecimal("1.5"))
        .bad("1", "value.computed")
        .badText("1", "value.computed")
        .badOptions("{'entity':'sale','via':'customer','aggregate':'sum'}", "value.missingKey")
        .badOptions(
            "{'entity':'sale','via':'customer','aggregate':'count','of':'x'}", "rollup.countOf");
  }
}
