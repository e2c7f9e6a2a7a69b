package dev.dougong.engine.fieldtype.datetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;
import dev.dougong.engine.problem.Problem;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DateTimeFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new DateTimeFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("'2024-01-05T09:30:00+08:00'", Instant.parse("2024-01-05T01:30:00Z"))
        .good("'2024-01-05T01:30:15Z'", Instant.parse("2024-01-05T01:30:15Z"))
        .goodText("2024-01-05 09:30", Instant.parse("2024-01-05T01:30:00Z"))
        .goodText("2024年1月5日 下午3点", Instant.parse("2024-01-05T07:00:00Z"))
        .goodText("2024/1/5", Instant.parse("2024-01-04T16:00:00Z"))
        .goodText("2024-01-05T01:30:00Z", Instant.parse("2024-01-05T01:30:00Z"))
        .goodText("2024-01-05 01:30:00+00:00", Instant.parse("2024-01-05T01:30:00Z"))
        .goodText("2024-01-05 09:30:00.123", Instant.parse("2024-01-05T01:30:00.123Z"))
        .goodText("45296.395833333336", Instant.parse("2024-01-05T01:30:00Z"))
        .bad("'2024-01-05T09:30:00'", "value.notReadable")
        .bad("'2024-01-05'", "value.notReadable")
        .bad("'0000-12-31T00:00:00Z'", "value.notReadable")
        .bad("'9999-12-31T23:00:00-05:00'", "value.notReadable")
        .bad("1704418200000", "value.wrongType")
        .badText("2024-01-05 24:30", "value.notReadable");
  }

  @Test
  void keepsMicrosecondsAndCutsFinerParts() {
    java.util.List<Problem> problems = new java.util.ArrayList<>();
    FieldDefinition field = new Sample("{}", "", "").field("dateTime");
    assertThat(
            type().parse(Sample.tree("'2024-01-05T01:30:00.123456789Z'"), field, parsing(problems)))
        .isEqualTo(Instant.parse("2024-01-05T01:30:00.123456Z"));
  }

  @Test
  void saysUtcWhereNoZoneIsGiven() {
    FieldDefinition field = new Sample("{}", "", "").field("dateTime");
    Instant moment = Instant.parse("2024-01-05T01:30:00Z");
    assertThat(type().format(moment, field, Locale.CHINA)).isEqualTo("2024-01-05 01:30 UTC");
    assertThat(type().format(moment, field, Locale.CHINA, ZONE)).isEqualTo("2024-01-05 09:30");
  }
}
