package dev.dougong.engine.dataimport.internal;

import dev.dougong.engine.dataimport.ImportColumn;
import dev.dougong.engine.dataimport.format.FileLimits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the row of headings and names the columns after it. */
final class Headings {

  /** Rows among which the headings are looked for. */
  static final int LOOK = 10;

  private static final int SAMPLES = 5;
  private static final int LONGEST = 100;
  private static final int LONGEST_SAMPLE = 60;

  private Headings() {}

  /** The place of the row of headings: the first that fills at least half of the columns. */
  static int rowOf(List<StagedRow> first) {
    int widest = 0;
    for (StagedRow row : first) {
      widest = Math.max(widest, filled(row));
    }
    for (int i = 0; i < first.size(); i++) {
      if (filled(first.get(i)) * 2 >= widest) {
        return i;
      }
    }
    return 0;
  }

  private static int filled(StagedRow row) {
    int filled = 0;
    for (String cell : row.cells()) {
      filled += cell.isBlank() ? 0 : 1;
    }
    return filled;
  }

  /** The columns, each with a name of its own and its first values. */
  static List<ImportColumn> columns(StagedRow headings, List<StagedRow> rows, Locale locale) {
    int width = headings.cells().size();
    for (StagedRow row : rows) {
      width = Math.max(width, row.cells().size());
    }
    List<ImportColumn> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < Math.min(width, FileLimits.COLUMNS); i++) {
      String name = i < headings.cells().size() ? oneLine(headings.cells().get(i)) : "";
      if (name.isEmpty()) {
        name = (locale.getLanguage().equals("en") ? "Column " : "列 ") + (i + 1);
      }
      String only = name;
      for (int n = 2; !names.add(only); n++) {
        only = name + " (" + n + ")";
      }
      columns.add(new ImportColumn(only, samples(rows, i)));
    }
    return columns;
  }

  private static List<String> samples(List<StagedRow> rows, int column) {
    List<String> samples = new ArrayList<>();
    for (StagedRow row : rows) {
      String cell = column < row.cells().size() ? row.cells().get(column).strip() : "";
      if (!cell.isEmpty() && samples.size() < SAMPLES) {
        samples.add(cell.length() <= LONGEST_SAMPLE ? cell : shortened(cell, LONGEST_SAMPLE));
      }
    }
    return samples;
  }

  private static String oneLine(String heading) {
    String line = heading.replaceAll("\\s+", " ").replace("\uFEFF", "").strip();
    return line.length() <= LONGEST ? line : shortened(line, LONGEST);
  }

  private static String shortened(String text, int length) {
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end) + "…";
  }

  /** Equal for files with the same columns in the same order. */
  static String signature(List<ImportColumn> columns) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ImportColumn column : columns) {
        digest.update(column.name().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
