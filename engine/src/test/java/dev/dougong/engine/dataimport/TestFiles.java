package dev.dougong.engine.dataimport;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes files as shops have them. */
final class TestFiles {

  private TestFiles() {}

  /** A workbook; numbers as numbers, days as days. */
  static Path xlsx(Path file, List<List<Object>> rows) {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("Sheet1");
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < rows.get(row).size(); column++) {
          put(sheet, row, column, rows.get(row).get(column));
        }
        if (row % 500 == 0) {
          sheet.flush();
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(Worksheet sheet, int row, int column, Object value) {
    if (value instanceof Number number) {
      sheet.value(row, column, number);
    } else if (value instanceof LocalDate day) {
      sheet.value(row, column, day);
      sheet.style(row, column).format("yyyy-mm-dd").set();
    } else if (value instanceof LocalDateTime moment) {
      sheet.value(row, column, moment);
      sheet.style(row, column).format("yyyy/m/d h:mm").set();
    } else if (!value.toString().isEmpty()) {
      sheet.value(row, column, value.toString());
    }
  }

  /** The same as text. */
  static Path csv(Path file, List<List<Object>> rows, Charset charset) {
    StringBuilder text = new StringBuilder();
    for (List<Object> row : rows) {
      String separator = "";
      for (Object value : row) {
        text.append(separator).append('"').append(shown(value)).append('"');
        separator = ",";
      }
      text.append("\r\n");
    }
    try {
      return Files.write(file, text.toString().getBytes(charset));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a spreadsheet writes it into a text file. */
  private static String shown(Object value) {
    if (value instanceof Double number) {
      return number > 1e9
          ? "1.38E+10"
          : new BigDecimal(number).round(new MathContext(10)).stripTrailingZeros().toPlainString();
    }
    return value.toString();
  }

  /** An archive of any parts. */
  static Path zip(Path file, Map<String, String> parts) {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        out.putNextEntry(new ZipEntry(part.getKey()));
        out.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
