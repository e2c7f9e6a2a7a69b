package dev.dougong.web.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.testkit.Asvs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No advisory of a library is left lying: the page that says so is itself refused by its day. */
class AdvisoriesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String HEAD =
      "# Advisories\n\n## %s\n\n| advisory | severity | repaired in | reached here | by | dealt with |\n"
          + "|---|---|---|---|---|---|\n";

  private Path folder = Path.of("");

  private record Ended(int code, String said) {}

  @BeforeEach
  void open(@TempDir Path made) {
    folder = made;
  }

  private static Ended check(String... arguments) {
    List<String> command = new ArrayList<>(List.of("node", ".ci/check-advisories.mjs"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), said);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Ended page(String heading, String row) throws IOException {
    Path page = Files.writeString(folder.resolve("page.md"), HEAD.formatted(heading) + row + "\n");
    return check("--page", page.toString(), "--today", "2026-12-06");
  }

  @Asvs("15.2.1")
  @Test
  void everyAdvisoryIsDealtWithByItsDay() {
    Ended ended = check();
    assertThat(ended.code()).as(ended.said()).isZero();
  }

  @Asvs("15.2.1")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "high; 2026-12-05; open: nobody looked; was to be dealt with by 2026-12-05",
        "high; 2026-12-05; accepted: not reached; was to be dealt with by 2026-12-05",
        "high; 2026-12-06; guard: somehow; names no test",
        "high; 2026-12-06; guard: `NoSuchTest.isThere`; there is no test NoSuchTest.isThere",
        "high; 2026-12-06; later; is none of",
        "bad; 2026-12-06; open: x; is no severity",
        "high; soon; open: x; is no day"
      })
  void pageThatLeavesOneLyingIsRefused(String severity, String by, String dealt, String why)
      throws IOException {
    Ended ended =
        page("Others", "| CVE-2026-1 | %s | 2.0 | no | %s | %s |".formatted(severity, by, dealt));
    assertThat(ended.code()).as(ended.said()).isEqualTo(1);
    assertThat(ended.said()).contains(why);
  }

  @Test
  void pageThatDealsWithAllIsTaken() throws IOException {
    for (String dealt :
        List.of("open: x", "accepted: x", "guard: `AdvisoriesTest.pageThatDealsWithAllIsTaken`")) {
      Ended ended =
          page("Others", "| CVE-2026-1 (x) | low | none | no | 2026-12-06 | %s |".formatted(dealt));
      assertThat(ended.code()).as(ended.said()).isZero();
    }
  }

  /** Else rows would stay after the library is gone that they speak of. */
  @Test
  void headingOfAnotherVersionIsRefused() throws IOException {
    assertThat(page("Quarkus 1.0", "").said()).contains("\"Quarkus 1.0\": we carry ");
    assertThat(page("Nothing 1.0", "").said()).contains("pom.xml has no nothing.version");
  }
}
