package dev.dougong.engine.fieldtype.rating;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;

class RatingFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new RatingFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("5", 5L)
        .good("1", 1L)
        .goodText("★★★☆☆", 3L)
        .goodText("4星", 4L)
        .bad("0", "value.tooSmall")
        .bad("6", "value.tooBig")
        .bad("2.5", "value.tooManyPlaces")
        .bad("true", "value.wrongType")
        .options("{'max':10}")
        .good("10", 10L);
  }
}
