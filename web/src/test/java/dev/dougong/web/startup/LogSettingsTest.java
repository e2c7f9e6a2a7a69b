package dev.dougong.web.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.testkit.Asvs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log leaves the machine where it says so, and in the open never. */
class LogSettingsTest {

  private static Map<String, String> of(String address, String makers) {
    Map<String, String> environment =
        Map.of(LogSettings.ADDRESS, address, LogSettings.MAKERS, makers);
    return LogSettings.of(name -> environment.getOrDefault(name, ""));
  }

  @Test
  void itStaysUnlessItIsSaidWhereTo() {
    assertThat(of("", "/nowhere")).isEmpty();
  }

  @Test
  void anAddressSwitchesItOnAndNoTraces(@TempDir Path folder) throws IOException {
    Path makers = Files.writeString(folder.resolve("makers.crt"), "");
    assertThat(of(" https://collector.example.com:4318 ", makers.toString()))
        .containsEntry("quarkus.otel.sdk.disabled", "false")
        .containsEntry("quarkus.otel.logs.handler.enabled", "true")
        .containsEntry(
            "quarkus.otel.exporter.otlp.logs.endpoint", "https://collector.example.com:4318")
        .containsEntry("quarkus.tls.logs.trust-store.pem.certs", makers.toString())
        .containsEntry("dougong.traces.share", "0");
    assertThat(of("https://collector", ""))
        .doesNotContainKey("quarkus.tls.logs.trust-store.pem.certs");
  }

  @Asvs("16.4.3")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://collector:4318",
        "http://10.0.0.5:4318",
        "http://localhost.example.com",
        "collector:4318",
        "https://",
        "ftp://localhost"
      })
  void inTheOpenItGoesNowhereElse(String address) {
    assertThatThrownBy(() -> of(address, ""))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(LogSettings.ADDRESS)
        .hasMessageContaining(address);
    assertThat(of("http://127.0.0.1:4318", "")).isNotEmpty();
    assertThat(of("http://[::1]:4318", "")).isNotEmpty();
  }

  @Test
  void makersThatAreNotThereAreRefusedByName() {
    assertThatThrownBy(() -> of("https://collector", "/nowhere/makers.crt"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DOUGONG_LOGS_MAKERS=/nowhere/makers.crt");
  }
}
