package dev.dougong.engine.dataimport.format;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import java.util.List;

/** How large files may be, whatever their format. */
public final class FileLimits {

  /** Rows with something in them. */
  public static final int ROWS = 200_000;

  /** Columns. */
  public static final int COLUMNS = 200;

  /** Characters of one cell, as in spreadsheets. */
  public static final int CELL = 32_767;

  private FileLimits() {}

  /** The cell, if it is not too long. */
  public static String cell(String text, int row) {
    if (text.length() > CELL) {
      throw cellTooLong(row);
    }
    return text;
  }

  /** The refusal of a cell that is too long. */
  public static InputException cellTooLong(int row) {
    return new InputException(Problem.of("import.cellTooLong").with("row", row).with("max", CELL));
  }

  /** The refusal of a row that has too many cells. */
  public static InputException tooManyColumns(int row) {
    return new InputException(
        Problem.of("import.tooManyColumns").with("row", row).with("max", COLUMNS));
  }

  /** The refusal of a file that its format cannot read. */
  public static InputException unreadable(String format) {
    return new InputException(Problem.of("import.unreadable").with("format", format));
  }

  /** Whether no cell holds anything. */
  public static boolean isBlank(List<String> cells) {
    for (String cell : cells) {
      if (!cell.isBlank()) {
        return false;
      }
    }
    return true;
  }
}
