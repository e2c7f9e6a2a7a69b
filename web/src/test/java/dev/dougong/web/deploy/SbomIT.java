package dev.dougong.web.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dougong.engine.testkit.Asvs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lists of libraries name what is shipped. */
class SbomIT {

  private static final Path LIBRARIES = Path.of("target", "quarkus-app", "lib");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static TreeSet<String> names(JsonNode list) {
    TreeSet<String> names = new TreeSet<>();
    for (JsonNode component : list.path("components")) {
      if (component.path("properties").toString().contains("development")) {
        continue;
      }
      String group = component.path("group").asText();
      names.add(
          (group.isEmpty() ? "" : group + ".")
              + component.path("name").asText()
              + "-"
              + component.path("version").asText());
    }
    return names;
  }

  @Test
  @Asvs("15.1.2")
  void everyShippedLibraryIsListedWithItsVersion() throws IOException {
    TreeSet<String> listed = names(JSON.readTree(Path.of("target", "sbom.json").toFile()));
    List<String> missing = new ArrayList<>();
    int shipped = 0;
    try (Stream<Path> files = Files.walk(LIBRARIES)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".jar")).toList()) {
        String jar = file.getFileName().toString();
        shipped++;
        if (!jar.startsWith("dev.dougong.") && listed.stream().noneMatch(jar::startsWith)) {
          missing.add(jar);
        }
      }
    }
    assertThat(shipped).isGreaterThan(100);
    assertThat(missing).isEmpty();
    assertThat(listed).noneMatch(name -> name.startsWith("com.tngtech.archunit"));
  }

  @Test
  @Asvs("15.1.2")
  void librariesOfTheUserInterfaceAreListed() throws Exception {
    Process process =
        new ProcessBuilder("npm", "sbom", "--sbom-format", "cyclonedx")
            .directory(Path.of("..").toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    JsonNode list = JSON.readTree(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).isZero();
    TreeSet<String> listed = names(list);
    JsonNode wanted = JSON.readTree(Path.of("ui", "package.json").toFile()).path("dependencies");
    List<String> libraries = new ArrayList<>();
    wanted
        .fields()
        .forEachRemaining(one -> libraries.add(one.getKey() + "-" + one.getValue().asText()));
    libraries.removeIf(name -> name.startsWith("@dougong/"));
    assertThat(libraries).isNotEmpty();
    assertThat(listed).containsAll(libraries);
  }
}
