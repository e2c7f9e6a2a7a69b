package dev.dougong.web.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.testkit.Asvs;
import java.util.List;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** What somebody entered ends no line of the log and begins none. */
class OneLineTest {

  private static final String FORGED = "2026-01-01 00:00:00+00:00 INFO  [Users] all is well";
  private final PatternFormatter lines =
      new PatternFormatter("%d{yyyy-MM-dd HH:mm:ssXXX} %-5p [%c{1}] %X{requestId} %s%e%n");

  private String written(ExtLogRecord record) {
    assertThat(new OneLine().isLoggable(record)).isTrue();
    return lines.format(record);
  }

  private static ExtLogRecord record(String message, Object... parameters) {
    ExtLogRecord record =
        new ExtLogRecord(Level.WARN, message, ExtLogRecord.FormatStyle.PRINTF, "test");
    record.setLoggerName("dev.dougong.Test");
    record.setParameters(parameters);
    return record;
  }

  @Test
  @Asvs("16.4.1")
  void messageStaysOnItsLine() {
    for (String end :
        List.of("\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029", "\u001b[2K", "\b")) {
      String written = written(record("name \"%s\" is refused", "x" + end + FORGED));
      assertThat(written.strip().lines()).as(end).hasSize(1);
      assertThat(written.strip())
          .doesNotContainPattern("[\\p{Cntrl}\u0085\u2028\u2029]")
          .contains("name \"x\\")
          .endsWith(FORGED + "\" is refused");
    }
    assertThat(written(record("%s 王\t%%", "plain"))).endsWith(" plain 王\t%\n");
  }

  @Test
  @Asvs("16.4.1")
  void faultsBeginNoLineEither() {
    Exception cause = new IllegalArgumentException("inside\r" + FORGED);
    Exception fault = new IllegalStateException("bad\n" + FORGED, cause);
    fault.addSuppressed(new IllegalStateException("aside\n" + FORGED));
    ExtLogRecord record = record("it failed");
    record.setThrown(fault);
    String written = written(record);
    assertThat(written.lines()).noneMatch(line -> line.startsWith("2026-01-01 00:00:00"));
    assertThat(written)
        .contains("java.lang.IllegalStateException: bad\\n" + FORGED)
        .contains("Caused by: java.lang.IllegalArgumentException: inside\\r" + FORGED)
        .contains("aside\\n")
        .contains("OneLineTest.faultsBeginNoLineEither");
  }

  @Test
  void faultsWithPlainMessagesStayWhatTheyAre() {
    Exception fault = new IllegalStateException("plain", new IllegalStateException("too"));
    ExtLogRecord record = record("it failed");
    record.setThrown(fault);
    assertThat(new OneLine().isLoggable(record)).isTrue();
    assertThat(record.getThrown()).isSameAs(fault);
  }
}
