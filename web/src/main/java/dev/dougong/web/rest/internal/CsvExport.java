package dev.dougong.web.rest.internal;

import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.ExportSink;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Rows as CSV (RFC 4180, UTF-8 with a mark for Excel). Text that a spreadsheet would take for a
 * formula is preceded by an apostrophe; numbers are not text.
 */
public final class CsvExport implements ExportSink, AutoCloseable {

  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

  private final Writer out;
  private final Locale locale;

  /** Onto a stream that is left open. */
  public CsvExport(OutputStream out, Locale locale) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 32_768);
    this.locale = locale;
  }

  @Override
  public void begin(List<Field> columns) throws IOException {
    out.write('\uFEFF');
    String separator = "";
    for (Field field : columns) {
      out.write(separator);
      out.write(quoted(guarded(field.definition().label().in(locale, field.key()))));
      separator = ",";
    }
    out.write("\r\n");
  }

  @Override
  public void row(List<Cell> cells) throws IOException {
    String separator = "";
    for (Cell cell : cells) {
      out.write(separator);
      boolean isNumber = cell.value() instanceof Number;
      out.write(isNumber ? String.valueOf(cell.value()) : quoted(guarded(cell.text())));
      separator = ",";
    }
    out.write("\r\n");
  }

  static String guarded(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  static String quoted(String text) {
    return text.indexOf('"') < 0
            && text.indexOf(',') < 0
            && text.indexOf('\n') < 0
            && text.indexOf('\r') < 0
        ? text
        : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
