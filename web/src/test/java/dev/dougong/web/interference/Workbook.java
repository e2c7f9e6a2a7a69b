package dev.dougong.web.interference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A workbook as text: its parts one after the other, unpacked. */
final class Workbook {

  private Workbook() {}

  static String text(byte[] file) {
    StringBuilder all = new StringBuilder();
    try {
      Path saved = Files.createTempFile("workbook", ".xlsx");
      Files.write(saved, file);
      try (ZipFile parts = new ZipFile(saved.toFile())) {
        for (ZipEntry part : parts.stream().toList()) {
          byte[] bytes = parts.getInputStream(part).readAllBytes();
          all.append(part.getName()).append('\n');
          all.append(new String(bytes, StandardCharsets.UTF_8)).append('\n');
        }
      } finally {
        Files.delete(saved);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString();
  }
}
