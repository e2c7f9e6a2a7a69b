package dev.dougong.web.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Http;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requests have numbers, which stand in answers and in the lines of the log that they cause. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class LogIT {

  private record Line(String text, @Nullable String request) {}

  private static final class Lines extends Handler {
    private final List<Line> all = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord record) {
      ExtLogRecord line = ExtLogRecord.wrap(record);
      all.add(new Line(line.getFormattedMessage(), line.getMdc("requestId")));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static String number(HttpResponse<String> answer) {
    return answer.headers().firstValue("X-Request-Id").orElse("");
  }

  @Test
  void everyAnswerHasANumberOfItsOwn() {
    HttpResponse<String> first =
        Http.key("none").send("GET", "/api/me", "", "X-Request-Id", "chosen-by-the-caller");
    HttpResponse<String> second = Http.key("none").send("GET", "/", "");
    assertThat(number(first)).matches("[0-9a-f-]{36}").isNotEqualTo(number(second));
  }

  @Test
  @Asvs("16.3.3")
  void attemptToGetRoundAGuardIsALineWithTheNumberOfItsRequest() {
    Lines lines = new Lines();
    Logger guard = Logger.getLogger("dev.dougong.web.rest.internal.EdgeGuard");
    guard.addHandler(lines);
    try {
      HttpResponse<String> answer = Http.key("none").send("GET", "/api/%2e%2e/q/metrics", "");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(lines.all).hasSize(1);
      assertThat(lines.all.get(0).text()).contains("refused at the edge", "%2e", "127.0.0.1");
      assertThat(lines.all.get(0).request()).isEqualTo(number(answer));
    } finally {
      guard.removeHandler(lines);
    }
  }

  @Test
  @Asvs("16.4.1")
  void consoleHasTheFilterOfLines() {
    assertThat(ConfigProvider.getConfig().getValue("quarkus.log.console.filter", String.class))
        .isEqualTo("one-line");
  }
}
