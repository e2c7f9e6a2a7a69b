package dev.dougong.engine.fieldtype.date;

import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypeContract;
import dev.dougong.engine.fieldtype.Sample;
import java.time.LocalDate;

class DateFieldTypeTest extends FieldTypeContract {

  @Override
  protected FieldType type() {
    return new DateFieldType();
  }

  @Override
  protected void tell(Sample.Collection samples) {
    samples
        .good("'2024-02-29'", LocalDate.of(2024, 2, 29))
        .good("'0001-01-01'", LocalDate.of(1, 1, 1))
        .good("'9999-12-31'", LocalDate.of(9999, 12, 31))
        .goodText("2024-1-5", LocalDate.of(2024, 1, 5))
        .goodText("2024/1/5", LocalDate.of(2024, 1, 5))
        .goodText("2024.01.05", LocalDate.of(2024, 1, 5))
        .goodText("2024年1月5日", LocalDate.of(2024, 1, 5))
        .goodText("2024年1月5号 星期五", LocalDate.of(2024, 1, 5))
        .goodText("２０２４年１月５日", LocalDate.of(2024, 1, 5))
        .goodText("20240105", LocalDate.of(2024, 1, 5))
        .goodText("5.1.2024", LocalDate.of(2024, 1, 5))
        .goodText("45296", LocalDate.of(2024, 1, 5))
        .goodText("45296.0", LocalDate.of(2024, 1, 5))
        .goodText("2024-01-05 00:00:00", LocalDate.of(2024, 1, 5))
        .goodText("2024-01-05T00:00", LocalDate.of(2024, 1, 5))
        .bad("'2024-2-9'", "value.notReadable")
        .bad("'2023-02-29'", "value.notReadable")
        .bad("'0000-01-01'", "value.notReadable")
        .bad("'10000-01-01'", "value.notReadable")
        .bad("'2024-01-05T00:00:00Z'", "value.notReadable")
        .bad("20240105", "value.wrongType")
        .badText("1/5/2024", "value.notReadable")
        .badText("2024-01/05", "value.notReadable")
        .badText("2024-13-01", "value.notReadable")
        .badText("2024-01-05 14:30", "value.notReadable")
        .badText("明天", "value.notReadable");
  }
}
