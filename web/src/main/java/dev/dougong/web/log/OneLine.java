package dev.dougong.web.log;

import io.quarkus.logging.LoggingFilter;
import java.util.Locale;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what somebody entered from ending a line of the log and beginning another one: line ends
 * and other control characters are written as escapes, in messages and in those of faults.
 */
@LoggingFilter(name = "one-line")
public final class OneLine implements Filter {

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\u0085\u2028\u2029&&[^\t]]");

  @Override
  public boolean isLoggable(LogRecord line) {
    ExtLogRecord record = ExtLogRecord.wrap(line);
    String message = record.getFormattedMessage();
    if (message != null && CONTROL.matcher(message).find()) {
      line.setParameters(null);
      if (line instanceof ExtLogRecord known) {
        known.setMessage(escaped(message), ExtLogRecord.FormatStyle.NO_FORMAT);
      } else {
        line.setMessage(escaped(message));
      }
    }
    @Nullable Throwable fault = line.getThrown();
    if (fault != null && QuotedFault.isNeededFor(fault)) {
      line.setThrown(new QuotedFault(fault));
    }
    return true;
  }

  /** The text as one line. */
  static String escaped(String text) {
    return CONTROL.matcher(text).replaceAll(OneLine::escape);
  }

  static boolean isOneLine(@Nullable String text) {
    return text == null || !CONTROL.matcher(text).find();
  }

  private static String escape(MatchResult found) {
    char sign = found.group().charAt(0);
    // doubled, because this is a replacement
    return switch (sign) {
      case '\n' -> "\\\\n";
      case '\r' -> "\\\\r";
      default -> "\\" + String.format(Locale.ROOT, "\\u%04x", (int) sign);
    };
  }
}
