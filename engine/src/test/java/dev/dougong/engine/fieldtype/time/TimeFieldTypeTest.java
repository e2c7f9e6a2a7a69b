package dev.dougong.engine.fieldtype.time;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;
import java.time.LocalTime;

class TimeFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new TimeFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("'09:30'", LocalTime.of(9, 30))
        .good("'23:59:59'", LocalTime.of(23, 59, 59))
        .goodText("9:30", LocalTime.of(9, 30))
        .goodText("9点30分", LocalTime.of(9, 30))
        .goodText("下午3点半", LocalTime.of(15, 30))
        .goodText("中午12点", LocalTime.of(12, 0))
        .goodText("凌晨12:05", LocalTime.of(0, 5))
        .goodText("3:05 PM", LocalTime.of(15, 5))
        .goodText("12am", LocalTime.of(0, 0))
        .goodText("0.5", LocalTime.of(12, 0))
        .goodText("0.395833333333333", LocalTime.of(9, 30))
        .bad("'24:00'", "value.notReadable")
        .bad("'9:30'", "value.notReadable")
        .bad("'09:30:00.5'", "value.notReadable")
        .bad("930", "value.wrongType")
        .badText("930", "value.notReadable")
        .badText("25:00", "value.notReadable")
        .badText("1.5", "value.notReadable");
  }
}
