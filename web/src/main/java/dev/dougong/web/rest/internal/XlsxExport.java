package dev.dougong.web.rest.internal;

import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.ExportSink;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a workbook (fastexcel), flushed every few hundred rows. All text is stored as text, never
 * as a formula.
 */
public final class XlsxExport implements ExportSink, AutoCloseable {

  /** Media type of a workbook. */
  public static final String MEDIA_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private static final int FLUSH_EVERY = 500;
  private static final int MOST_ROWS = 1_048_576;
  private static final int LONGEST_TEXT = 32_767;

  private final Workbook workbook;
  private final Locale locale;
  private final ZoneId zone;
  private Worksheet sheet;
  private int sheets = 1;
  private int row = 1;
  private List<Field> columns = List.of();

  /** Onto a stream that is left open; times are shown in the zone. */
  public XlsxExport(OutputStream out, Locale locale, ZoneId zone) {
    this.workbook = new Workbook(out, "Dougong", "1.0");
    this.locale = locale;
    this.zone = zone;
    this.sheet = workbook.newWorksheet("1");
  }

  @Override
  public void begin(List<Field> fields) {
    columns = fields;
    header();
  }

  private void header() {
    for (int i = 0; i < columns.size(); i++) {
      Field field = columns.get(i);
      sheet.value(0, i, field.definition().label().in(locale, field.key()));
      sheet.style(0, i).bold().set();
    }
    sheet.freezePane(0, 1);
    row = 1;
  }

  @Override
  public void row(List<Cell> cells) throws IOException {
    if (row >= MOST_ROWS) {
      sheet.finish();
      sheets++;
      sheet = workbook.newWorksheet(String.valueOf(sheets));
      header();
    }
    for (int i = 0; i < cells.size(); i++) {
      write(i, cells.get(i));
    }
    row++;
    if (row % FLUSH_EVERY == 0) {
      sheet.flush();
    }
  }

  private void write(int column, Cell cell) {
    @Nullable Object value = cell.value();
    if (value instanceof BigDecimal number) {
      sheet.value(row, column, number);
    } else if (value instanceof Long number) {
      sheet.value(row, column, number);
    } else if (value instanceof Boolean isTrue) {
      sheet.value(row, column, isTrue);
    } else if (value instanceof LocalDate date) {
      sheet.value(row, column, date);
      sheet.style(row, column).format("yyyy-mm-dd").set();
    } else if (value instanceof Instant instant) {
      sheet.value(row, column, LocalDateTime.ofInstant(instant, zone));
      sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
    } else if (!cell.text().isEmpty()) {
      String text = cell.text();
      sheet.value(
          row, column, text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
    }
  }

  @Override
  public void close() throws IOException {
    workbook.finish();
  }
}
