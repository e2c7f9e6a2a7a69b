package dev.dougong.engine.dataimport.internal;

import dev.dougong.engine.dataimport.ImportColumn;
import dev.dougong.engine.dataimport.format.FileLimits;
import dev.dougong.engine.dataimport.format.RowSink;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a file, finds the headings, and passes the others on in pieces. Used once. */
final class FileStaging implements RowSink {

  private static final int PIECE = 1_000;
  private static final int PIECE_CHARACTERS = 1_000_000;
  private static final int MOST_NOTES = 20;

  private final Locale locale;
  private final Consumer<List<StagedRow>> store;
  private final List<StagedRow> piece = new ArrayList<>();
  private final List<Problem> notes = new ArrayList<>();
  private final Map<String, String> details = new LinkedHashMap<>();
  private @Nullable List<ImportColumn> columns;
  private int characters;
  private int rows;

  FileStaging(Locale locale, Consumer<List<StagedRow>> store) {
    this.locale = locale;
    this.store = store;
  }

  @Override
  public void row(int number, List<String> cells) {
    List<String> storable = new ArrayList<>(cells.size());
    for (String cell : cells) {
      storable.add(storable(cell));
      characters += cell.length();
    }
    piece.add(new StagedRow(number, storable));
    boolean isFull = piece.size() >= PIECE || characters > PIECE_CHARACTERS;
    if (columns == null ? piece.size() > Headings.LOOK : isFull) {
      pass();
    }
  }

  /** What the database cannot hold stands as U+FFFD, which no field takes for a character. */
  private static String storable(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char at = cell.charAt(i);
      if (at == 0 || Character.isSurrogate(at)) {
        StringBuilder clean = new StringBuilder();
        cell.codePoints()
            .map(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF) ? 0xFFFD : point)
            .forEach(clean::appendCodePoint);
        return clean.toString();
      }
    }
    return cell;
  }

  private void pass() {
    List<StagedRow> data = piece;
    if (columns == null) {
      int at = Headings.rowOf(piece);
      data = piece.subList(at + 1, piece.size());
      columns = Headings.columns(piece.get(at), data, locale);
    }
    rows += data.size();
    if (rows > FileLimits.ROWS) {
      throw new InputException(Problem.of("import.tooManyRows").with("max", FileLimits.ROWS));
    }
    if (!data.isEmpty()) {
      store.accept(List.copyOf(data));
    }
    piece.clear();
    characters = 0;
  }

  /** Passes on what is left; refuses a file without rows below its headings. */
  void end() {
    if (!piece.isEmpty()) {
      pass();
    }
    if (rows == 0) {
      throw new InputException(Problem.of("import.noRows"));
    }
  }

  @Override
  public void note(Problem problem) {
    if (notes.size() < MOST_NOTES) {
      notes.add(problem);
    }
  }

  @Override
  public void detail(String name, String value) {
    details.put(name, value);
  }

  List<ImportColumn> columns() {
    return columns == null ? List.of() : columns;
  }

  List<Problem> notes() {
    return notes;
  }

  Map<String, String> details() {
    return details;
  }

  int rows() {
    return rows;
  }
}
