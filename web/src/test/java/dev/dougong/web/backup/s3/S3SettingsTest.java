package dev.dougong.web.backup.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3SettingsTest {

  private static final Map<String, String> GOOD =
      Map.of(
          "ENDPOINT", "https://s3.example.com",
          "BUCKET", "shop",
          "KEY_ID", "id",
          "SECRET", "a-secret");

  private static @Nullable S3Settings read(Map<String, String> settings) {
    return S3Settings.of(name -> settings.getOrDefault(name, ""));
  }

  @Test
  void isNoneWhereNothingIsSet() {
    assertThat(read(Map.of())).isNull();
    assertThat(read(Map.of("PREFIX", "a", "REGION", "b", "PATH_STYLE", "true"))).isNull();
  }

  @Test
  void hasUsualAnswersAndHidesTheSecret() {
    S3Settings settings = Objects.requireNonNull(read(GOOD));
    assertThat(settings.region()).isEqualTo("us-east-1");
    assertThat(settings.prefix()).isEmpty();
    assertThat(settings.isPathStyle()).isFalse();
    assertThat(settings.toString()).isEqualTo("https://s3.example.com/shop/");
  }

  @Test
  void tellsAllThatIsMissing() {
    assertThatThrownBy(() -> read(Map.of("SECRET", "a-secret")))
        .hasMessageContainingAll(
            "DOUGONG_BACKUP_S3_ENDPOINT", "DOUGONG_BACKUP_S3_BUCKET", "DOUGONG_BACKUP_S3_KEY_ID")
        .message()
        .doesNotContain("a-secret");
  }

  @ParameterizedTest
  @CsvSource({
    "ENDPOINT, ftp://s3.example.com",
    "ENDPOINT, s3.example.com",
    "ENDPOINT, https://user:pass@s3.example.com",
    "ENDPOINT, https://s3.example.com/path",
    "ENDPOINT, https://s3.example.com?a=b",
    "BUCKET, Shop",
    "BUCKET, a/b",
    "PREFIX, /a",
    "PREFIX, a//b",
    "PREFIX, ../b",
    "REGION, a b",
    "PATH_STYLE, perhaps",
  })
  void refusesWhatItDoesNotUnderstand(String name, String text) {
    Map<String, String> settings = new HashMap<>(GOOD);
    settings.put(name, text);
    assertThatThrownBy(() -> read(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DOUGONG_BACKUP_S3_" + name);
  }

  @ParameterizedTest
  @CsvSource({"http://192.168.1.5:9000", "https://minio.lan/", "http://[::1]:9000"})
  void takesAddressesInsideAndPlainHttp(String endpoint) {
    Map<String, String> settings = new HashMap<>(GOOD);
    settings.put("ENDPOINT", endpoint);
    assertThat(Objects.requireNonNull(read(settings)).endpoint().toString())
        .isEqualTo(endpoint.endsWith("/") ? endpoint : endpoint + "/");
  }
}
