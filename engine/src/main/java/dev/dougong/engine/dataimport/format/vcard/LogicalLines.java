package dev.dougong.engine.dataimport.format.vcard;

import dev.dougong.engine.dataimport.format.FileLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Joins the lines of a card that belong together: those that begin with a space, and in the old
 * version those behind a {@code =}. What is longer than a cell (photographs) is passed over.
 */
final class LogicalLines {

  private final BufferedReader reader;
  private @Nullable String ahead;

  LogicalLines(BufferedReader reader) {
    this.reader = reader;
  }

  /** The next line with a name, or null at the end. */
  @Nullable VcardLine next() throws IOException {
    while (true) {
      String first = ahead == null ? physical() : ahead;
      ahead = null;
      if (first == null) {
        return null;
      }
      StringBuilder whole = new StringBuilder(first);
      boolean isQuoted = isQuotedPrintable(first);
      while (true) {
        String more = physical();
        if (more != null && isQuoted && whole.charAt(whole.length() - 1) == '=') {
          whole.setLength(whole.length() - 1);
          add(whole, more);
        } else if (more != null && !more.isEmpty() && " \t".indexOf(more.charAt(0)) >= 0) {
          add(whole, more.substring(1));
        } else {
          ahead = more;
          break;
        }
      }
      VcardLine line = VcardLine.of(whole.toString(), isQuoted);
      if (line != null) {
        return line;
      }
    }
  }

  private static boolean isQuotedPrintable(String line) {
    int colon = line.indexOf(':');
    return colon > 0
        && line.substring(0, colon).toUpperCase(Locale.ROOT).contains("QUOTED-PRINTABLE");
  }

  private static void add(StringBuilder whole, String more) {
    if (whole.length() + more.length() <= 4 * FileLimits.CELL) {
      whole.append(more);
    } else if (whole.charAt(0) != '-') {
      whole.setLength(0);
      whole.append('-');
    }
  }

  /** A line, cut where it is longer than any that a phone writes. */
  private @Nullable String physical() throws IOException {
    StringBuilder line = new StringBuilder();
    int at = reader.read();
    if (at < 0) {
      return null;
    }
    for (; at >= 0 && at != '\n'; at = reader.read()) {
      if (at != '\r' && line.length() <= 4 * FileLimits.CELL) {
        line.append((char) at);
      }
    }
    return line.toString();
  }
}
