package dev.dougong.web.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces go where the machine says, or nowhere. */
class TraceSettingsTest {

  private static Map<String, String> of(String address, String share) {
    Map<String, String> environment =
        Map.of(TraceSettings.ADDRESS, address, TraceSettings.SHARE, share);
    return TraceSettings.of(name -> environment.getOrDefault(name, ""));
  }

  @Test
  void nothingIsTracedUnlessItIsSaidWhereTo() {
    assertThat(of("", "0.5")).containsOnly(Map.entry("quarkus.datasource.jdbc.telemetry", "false"));
  }

  @Test
  void anAddressSwitchesThemOn() {
    assertThat(of(" http://collector:4318 ", ""))
        .containsEntry("quarkus.otel.sdk.disabled", "false")
        .containsEntry("quarkus.otel.instrument.vertx-http", "true")
        .containsEntry("quarkus.otel.exporter.otlp.endpoint", "http://collector:4318")
        .containsEntry("dougong.traces.share", "1");
    assertThat(of("https://collector", "0.1")).containsEntry("dougong.traces.share", "0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "collector:4318, 1, DOUGONG_TRACES",
    "ftp://collector, 1, DOUGONG_TRACES",
    "http://, 1, DOUGONG_TRACES",
    "http://collector, 2, DOUGONG_TRACES_SHARE",
    "http://collector, -0.1, DOUGONG_TRACES_SHARE",
    "http://collector, all, DOUGONG_TRACES_SHARE"
  })
  void whatIsNoneIsRefusedByName(String address, String share, String named) {
    assertThatThrownBy(() -> of(address, share))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(named);
  }
}
