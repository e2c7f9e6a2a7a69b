package dev.dougong.web.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.engine.testkit.Asvs;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class ProblemMappersTest {

  private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");

  /** Keeps what is logged. */
  private static final class Kept extends Handler {

    private final List<LogRecord> records = new ArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      records.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static HttpHeaders headers() {
    return (HttpHeaders)
        Proxy.newProxyInstance(
            HttpHeaders.class.getClassLoader(),
            new Class<?>[] {HttpHeaders.class},
            (proxy, method, arguments) -> null);
  }

  @Test
  @Asvs({"16.3.4", "16.5.1", "16.5.4", "13.4.2"})
  void unexpectedErrorTellsANumberAndNothingOfTheInside() {
    Logger logger = Logger.getLogger(ProblemMappers.class.getName());
    Kept kept = new Kept();
    logger.addHandler(kept);
    try {
      ProblemMappers mappers =
          new ProblemMappers(new ProblemResponses(new ProblemTexts()), () -> ID);
      Exception bug =
          new IllegalStateException(
              "select password_hash from ws_main.credential where token = 's3cret'",
              new java.sql.SQLException("ERROR: relation does not exist", "42P01"));

      Response answer = mappers.bug(bug, headers());

      String body = new String((byte[]) answer.getEntity(), StandardCharsets.UTF_8);
      assertThat(answer.getStatus()).isEqualTo(500);
      assertThat(body)
          .contains(ID.toString())
          .doesNotContain("select", "s3cret", "42P01", "Exception", "dev.dougong", "java.");
      assertThat(kept.records).hasSize(1);
      assertThat(kept.records.get(0).getThrown()).isSameAs(bug);
      assertThat(kept.records.get(0).getLevel().intValue()).isGreaterThanOrEqualTo(1000);
    } finally {
      logger.removeHandler(kept);
    }
  }
}
