package dev.dougong.engine.dataimport.format.xlsx;

import dev.dougong.engine.dataimport.format.FileLimits;
import dev.dougong.engine.dataimport.format.RowSink;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one sheet, one after another. Used once. */
final class SheetReader {

  /** What a double holds for sure; what is behind it are rounding errors of the spreadsheet. */
  private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_UP);

  private static final BigDecimal SECONDS_OF_DAY = BigDecimal.valueOf(86_400);
  private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_466);
  private static final LocalDateTime START = LocalDateTime.of(1899, 12, 30, 0, 0);
  private static final LocalDateTime START_1904 = LocalDateTime.of(1904, 1, 1, 0, 0);
  private static final int LONGEST_NUMBER = 40;

  private final SharedTexts texts;
  private final Workbook workbook;
  private final CellText text = new CellText();
  private List<String> cells = new ArrayList<>();
  private int row;
  private int column;
  private String type = "";
  private int style;
  private boolean isValue;
  private boolean isReading;

  SheetReader(SharedTexts texts, Workbook workbook) {
    this.texts = texts;
    this.workbook = workbook;
  }

  void read(XMLStreamReader in, RowSink rows) throws XMLStreamException, IOException {
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> start(in);
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE -> {
          if (isValue) {
            text.add(in, row);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> end(in.getLocalName(), rows);
        default -> {}
      }
    }
  }

  private void start(XMLStreamReader in) {
    switch (in.getLocalName()) {
      case "row" -> {
        int given = Workbook.integer(Workbook.attribute(in, "r"));
        row = given > 0 ? given : row + 1;
        cells = new ArrayList<>();
        column = 0;
      }
      case "c" -> {
        int given = column(Workbook.attribute(in, "r"));
        column = given < 0 ? column : given;
        type = Workbook.attribute(in, "t");
        style = Workbook.integer(Workbook.attribute(in, "s"));
        text.clear();
      }
      case "rPh" -> isReading = true;
      case "v", "t" -> isValue = !isReading;
      default -> {}
    }
  }

  private void end(String name, RowSink rows) throws IOException {
    switch (name) {
      case "v", "t" -> isValue = false;
      case "rPh" -> isReading = false;
      case "c" -> {
        put(value());
        column++;
      }
      case "row" -> {
        if (!FileLimits.isBlank(cells)) {
          rows.row(row, cells);
        }
      }
      default -> {}
    }
  }

  private void put(String value) {
    if (value.isEmpty()) {
      return;
    }
    if (column >= FileLimits.COLUMNS) {
      throw FileLimits.tooManyColumns(row);
    }
    while (cells.size() <= column) {
      cells.add("");
    }
    cells.set(column, value);
  }

  /** The column of {@code B5}, from 0; -1 where none is named. */
  private static int column(String reference) {
    int column = 0;
    int i = 0;
    for (; i < reference.length() && i < 4; i++) {
      char at = reference.charAt(i);
      if (at < 'A' || at > 'Z') {
        break;
      }
      column = column * 26 + (at - 'A' + 1);
    }
    return i == 0 ? -1 : column - 1;
  }

  private String value() throws IOException {
    return switch (type) {
      case "s" -> texts.get(Workbook.integer(text.raw()));
      case "b" -> text.raw().equals("1") ? "true" : text.raw().isEmpty() ? "" : "false";
      case "str", "inlineStr" -> text.plain();
      case "e" -> text.raw().equals("#N/A") ? "" : text.raw();
      case "d" -> text.raw().replace('T', ' ');
      default -> number(text.raw());
    };
  }

  private String number(String raw) {
    BigDecimal number = raw.length() > LONGEST_NUMBER ? null : decimal(raw);
    if (number == null || number.precision() - number.scale() > 40 || number.scale() > 400) {
      return raw;
    }
    if (workbook.dateStyles().contains(style)
        && number.signum() >= 0
        && number.compareTo(LAST_DAY) < 0) {
      return moment(number);
    }
    BigDecimal rounded = number.round(DIGITS).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  private static @Nullable BigDecimal decimal(String raw) {
    try {
      return raw.isEmpty() ? null : new BigDecimal(raw);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** The day, the day with its time, or the time alone, to the nearest second. */
  private String moment(BigDecimal days) {
    long seconds = days.multiply(SECONDS_OF_DAY).setScale(0, RoundingMode.HALF_UP).longValueExact();
    LocalDateTime start = workbook.startsIn1904() ? START_1904 : START;
    LocalDateTime moment = start.plus(Duration.ofSeconds(seconds));
    if (seconds < 86_400) {
      return moment.toLocalTime().toString();
    }
    String day = moment.toLocalDate().toString();
    return moment.toLocalTime().equals(LocalTime.MIDNIGHT) ? day : day + " " + moment.toLocalTime();
  }
}
