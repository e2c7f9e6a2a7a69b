package dev.dougong.web.rest.internal;

import dev.dougong.engine.dataimport.ImportColumn;
import dev.dougong.engine.dataimport.ImportRow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The rows that an import did not take, as they stood in the file, with the row number and the
 * reasons behind: to be mended and brought again.
 */
public final class ErrorCsv implements AutoCloseable {

  private final Writer out;

  /** Onto a stream that is left open. */
  public ErrorCsv(OutputStream out) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 32_768);
  }

  /** The headings, with a mark for spreadsheets before them. */
  public void begin(List<ImportColumn> columns, Locale locale) throws IOException {
    boolean isEnglish = locale.getLanguage().equals("en");
    out.write('\uFEFF');
    for (ImportColumn column : columns) {
      cell(column.name());
    }
    cell(isEnglish ? "Row" : "行号");
    last(isEnglish ? "What is wrong" : "问题");
  }

  /** One row. */
  public void row(ImportRow row, int width, String reasons) throws IOException {
    for (int i = 0; i < width; i++) {
      cell(i < row.cells().size() ? row.cells().get(i) : "");
    }
    cell(Integer.toString(row.number()));
    last(reasons);
  }

  private void cell(String text) throws IOException {
    out.write(CsvExport.quoted(CsvExport.guarded(text)));
    out.write(',');
  }

  private void last(String text) throws IOException {
    out.write(CsvExport.quoted(CsvExport.guarded(text)));
    out.write("\r\n");
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
