package dev.dougong.web.rest.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A small workbook of texts: headings and rows. All is stored as text, never as a formula. */
public final class PeopleSheet {

  /** Media type of a workbook. */
  public static final String MEDIA_TYPE = XlsxExport.MEDIA_TYPE;

  private static final int WIDTH = 22;

  private PeopleSheet() {}

  /** The workbook. */
  public static byte[] of(List<String> headings, List<List<String>> rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "Dougong", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("1");
      for (int column = 0; column < headings.size(); column++) {
        sheet.value(0, column, headings.get(column));
        sheet.style(0, column).bold().set();
        sheet.width(column, WIDTH);
      }
      sheet.freezePane(0, 1);
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < rows.get(row).size(); column++) {
          sheet.value(row + 1, column, rows.get(row).get(column));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
