package dev.dougong.web.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.web.scan.FakeClamd.Way;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A call of a clamd gives its whole answer or fails, in its time. */
class ClamdCallTest {

  private static final Duration LIMIT = Duration.ofSeconds(1);

  /** More than sockets keep for one that does not read. */
  private static final int LARGE = 50_000_000;

  private final FakeClamd clamd = new FakeClamd();

  @AfterEach
  void close() throws IOException {
    clamd.close();
  }

  private String scan(byte[] bytes) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), clamd.port());
    try (ClamdCall call = new ClamdCall(address, LIMIT)) {
      return call.scan(new ByteArrayInputStream(bytes));
    }
  }

  @Test
  void tellsWhatWasFound() throws IOException {
    byte[] sample = FakeClamd.HARMLESS_SAMPLE.getBytes(StandardCharsets.US_ASCII);
    byte[] hidden = new byte[300_000];
    System.arraycopy(sample, 0, hidden, 65_530, sample.length);
    assertThat(scan("nothing".getBytes(StandardCharsets.US_ASCII))).isEqualTo("stream: OK");
    assertThat(scan(new byte[0])).isEqualTo("stream: OK");
    assertThat(scan(sample)).isEqualTo("stream: Eicar-Test-Signature FOUND");
    assertThat(scan(hidden)).isEqualTo("stream: Eicar-Test-Signature FOUND");
  }

  @Test
  void stopsWhereItWantsNoMore() throws IOException {
    clamd.be(Way.SMALL);
    assertThat(scan(new byte[FakeClamd.SMALL_LIMIT])).isEqualTo("stream: OK");
    assertThat(scan(new byte[FakeClamd.SMALL_LIMIT + 1])).endsWith("limit exceeded. ERROR");
  }

  @ParameterizedTest
  @CsvSource({
    "SLOW, did not answer in time",
    "DEAF, did not answer in time",
    "HALF, went away",
    "GONE, went away",
    "ENDLESS, does not end"
  })
  void failsInItsTimeWhateverTheOtherDoes(Way way, String why) {
    clamd.be(way);
    long begin = System.nanoTime();
    assertThatThrownBy(() -> scan(new byte[LARGE]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT.multipliedBy(5));
  }

  @Test
  void failsWhereNobodyListensOrNobodyIsOfThatName() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), free);
    assertThatThrownBy(() -> new ClamdCall(nobody, LIMIT)).isInstanceOf(IOException.class);
    InetSocketAddress nameless = InetSocketAddress.createUnresolved("scanner.invalid", 3310);
    assertThatThrownBy(() -> new ClamdCall(nameless, LIMIT)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:3310", "scanner.example.com:3310", "[::1]:3310"})
  void addressIsOfAHostAndAPort(String text) {
    assertThat(ScannerAddress.of(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"scanner", "scanner:", ":3310", "scanner:x", "a@scanner:3310", "scanner:3310/x"})
  void whatIsNoAddressIsRefusedByName(String text) {
    assertThatThrownBy(() -> ScannerAddress.of(text))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DOUGONG_VIRUS_SCANNER")
        .hasMessageContaining(text);
  }
}
