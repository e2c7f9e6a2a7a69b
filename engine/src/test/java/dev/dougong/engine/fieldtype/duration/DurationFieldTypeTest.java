package dev.dougong.engine.fieldtype.duration;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;
import java.time.Duration;

class DurationFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new DurationFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("'PT1H30M'", Duration.ofMinutes(90))
        .good("'P2D'", Duration.ofDays(2))
        .good("'-PT90S'", Duration.ofSeconds(-90))
        .good("'PT0S'", Duration.ZERO)
        .goodText("1小时30分", Duration.ofMinutes(90))
        .goodText("90分钟", Duration.ofMinutes(90))
        .goodText("1个小时", Duration.ofHours(1))
        .goodText("2 days 3 h", Duration.ofHours(51))
        .goodText("1:30", Duration.ofMinutes(90))
        .goodText("0:00:45", Duration.ofSeconds(45))
        .goodText("PT15M", Duration.ofMinutes(15))
        .bad("'P1Y'", "value.notReadable")
        .bad("'PT1.5S'", "value.notReadable")
        .bad("90", "value.wrongType")
        .bad("'PT10000000000S'", "value.outOfRange")
        .bad("'PT9223372036854775807H'", "value.notReadable")
        .badText("90", "value.notReadable")
        .badText("很久", "value.notReadable");
  }
}
