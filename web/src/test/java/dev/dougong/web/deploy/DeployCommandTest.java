package dev.dougong.web.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/dougong} beside a start that only tells with what it was called. */
class DeployCommandTest {

  private static final String TELLING_START =
      """
      #!/usr/bin/env bash
      printf '%s\\n' "$@" "home $DOUGONG_HOME" "url $DOUGONG_DB_URL" "keys $DOUGONG_SECRET_KEYS"
      """;

  private Path root = Path.of("");

  @BeforeEach
  void lay(@TempDir Path folder) throws IOException {
    root = folder;
    Files.copy(Path.of("..", "deploy", "dougong"), root.resolve("dougong"));
    Path start = root.resolve("ci").resolve("start");
    Files.createDirectories(start.getParent());
    Files.writeString(start, TELLING_START);
    assertThat(start.toFile().setExecutable(true)).isTrue();
  }

  private String answer(int code, String settings, String... arguments)
      throws IOException, InterruptedException {
    Path file = Files.writeString(root.resolve("settings.env"), settings);
    ProcessBuilder builder = new ProcessBuilder("bash", root.resolve("dougong").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("SETTINGS", file.toString());
    builder.environment().put("SERVICE_USER", System.getProperty("user.name"));
    Process process = builder.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isEqualTo(code);
    return text;
  }

  @Test
  void commandsGetTheSettingsOfTheServiceAndNothingOfThemIsRun() throws Exception {
    String settings =
        """
        # a comment=no
        DOUGONG_DB_URL=postgresql://db/dougong?sslmode=verify-full&sslrootcert=/x y.crt
        DOUGONG_SECRET_KEYS="$(touch evil) `touch evil`"
        not a setting
        DOUGONG_HOME=/srv/shop""";
    assertThat(answer(0, settings, "--restore", "a b.backup"))
        .isEqualTo(
            """
            %s
            --restore
            a b.backup
            home /srv/shop
            url postgresql://db/dougong?sslmode=verify-full&sslrootcert=/x y.crt
            keys $(touch evil) `touch evil`
            """
                .formatted(root.toRealPath().resolve("app")));
    assertThat(Path.of("evil")).doesNotExist();
  }

  @Test
  void withoutACommandNothingStarts() throws Exception {
    assertThat(answer(2, "")).contains("--backup");
  }
}
