package dev.dougong.engine.dataimport.format.xlsx;

import dev.dougong.engine.dataimport.format.FileLimits;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/** Collects the text of one cell, which comes in pieces, and no more than a cell may hold. */
final class CellText {

  /** How workbooks write characters that XML cannot hold. */
  private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private final StringBuilder text = new StringBuilder();

  void clear() {
    text.setLength(0);
  }

  void add(XMLStreamReader in, int row) {
    if (text.length() + in.getTextLength() > FileLimits.CELL) {
      throw FileLimits.cellTooLong(row);
    }
    text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
  }

  /** As it stands in the file. */
  String raw() {
    return text.toString();
  }

  /** With the escapes of workbooks resolved. */
  String plain() {
    if (text.indexOf("_x") < 0) {
      return text.toString();
    }
    Matcher escapes = ESCAPE.matcher(text);
    return escapes.replaceAll(
        found ->
            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }
}
