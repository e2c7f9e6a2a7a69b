package dev.dougong.engine.dataimport.format.vcard;

import dev.dougong.engine.dataimport.format.FileLimits;
import dev.dougong.engine.dataimport.format.ImportFormat;
import dev.dougong.engine.dataimport.format.RowSink;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Address books of phones (vCard 2.1 to 4.0): one row for each card, with the columns that a shop
 * has use for. A second and third number or address come to the columns behind the first.
 */
@ApplicationScoped
public final class VcardImportFormat implements ImportFormat {

  private static final List<String> COLUMNS =
      List.of("姓名", "手机号", "手机号 2", "手机号 3", "邮箱", "邮箱 2", "生日", "单位", "地址", "备注");
  private static final Map<String, List<Integer>> PLACES =
      Map.of(
          "FN", List.of(0),
          "TEL", List.of(1, 2, 3),
          "EMAIL", List.of(4, 5),
          "BDAY", List.of(6),
          "ORG", List.of(7),
          "ADR", List.of(8),
          "NOTE", List.of(9));
  private static final String BEGIN = "BEGIN:VCARD";

  @Override
  public String id() {
    return "vcard";
  }

  @Override
  public boolean isFormatOf(byte[] start, String name) {
    String head = new String(start, StandardCharsets.ISO_8859_1).stripLeading();
    String bare = head.startsWith("\u00EF\u00BB\u00BF") ? head.substring(3) : head;
    return bare.regionMatches(true, 0, BEGIN, 0, BEGIN.length());
  }

  @Override
  public void read(Path file, RowSink rows) throws IOException {
    rows.row(1, COLUMNS);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)))) {
      LogicalLines lines = new LogicalLines(reader);
      List<String> cells = new ArrayList<>();
      int card = 1;
      for (VcardLine line = lines.next(); line != null; line = lines.next()) {
        switch (line.name()) {
          case "BEGIN" -> {
            cells = empty();
            card++;
          }
          case "END" -> {
            if (!FileLimits.isBlank(cells)) {
              rows.row(card, cells);
            }
            cells = new ArrayList<>();
          }
          default -> put(cells, line, card);
        }
      }
    }
  }

  private static List<String> empty() {
    List<String> cells = new ArrayList<>();
    COLUMNS.forEach(column -> cells.add(""));
    return cells;
  }

  private static void put(List<String> cells, VcardLine line, int card) {
    String name = line.name();
    if (cells.isEmpty()) {
      return;
    }
    if (name.equals("N") && cells.get(0).isEmpty()) {
      cells.set(0, FileLimits.cell(line.personName(), card));
      return;
    }
    for (int place : PLACES.getOrDefault(name, List.of())) {
      if (cells.get(place).isEmpty() || name.equals("FN")) {
        String text = line.text();
        String plain =
            name.equals("TEL") && text.toLowerCase(Locale.ROOT).startsWith("tel:")
                ? text.substring(4)
                : text;
        cells.set(place, FileLimits.cell(plain, card));
        return;
      }
    }
  }
}
