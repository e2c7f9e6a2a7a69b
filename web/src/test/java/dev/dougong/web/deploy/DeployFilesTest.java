package dev.dougong.web.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The unit, the image and the composition say what the product understands, and nothing weak. They
 * are read here, not run.
 */
class DeployFilesTest {

  private static final Path FOLDER = Path.of("..", "deploy");
  private static final Pattern SETTING = Pattern.compile("\\bDOUGONG_[A-Z_]+\\b");
  private static final Pattern FROM_OUTSIDE = Pattern.compile("\\$\\{[A-Z_]+:\\?[^}]+\\}");

  private static String text(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name));
  }

  private static JsonNode services() throws IOException {
    // Jackson keeps anchors, and leaves merging of "<<" to us
    return new YAMLMapper().readTree(text("compose.yaml")).path("services");
  }

  private static JsonNode node() throws IOException {
    return new YAMLMapper().readTree(text("compose.yaml")).path("x-node");
  }

  private static TreeSet<String> settings(String text) {
    TreeSet<String> found = new TreeSet<>();
    Matcher matcher = SETTING.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  @Test
  void everySettingIsOneOfTheProduct() throws IOException {
    TreeSet<String> known = settings(Files.readString(Path.of("..", "README.md")));
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(known).as(file.toString()).containsAll(settings(Files.readString(file)));
      }
    }
  }

  @Test
  void compositionIsTwoEqualNodesBehindAProxy() throws IOException {
    JsonNode services = services();
    assertThat(services.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("one", "two", "database", "proxy");
    for (String name : List.of("one", "two")) {
      JsonNode one = services.path(name);
      assertThat(one.has("<<")).as(name).isTrue();
      assertThat(one.fieldNames()).toIterable().containsExactlyInAnyOrder("<<", "volumes");
      assertThat(one.at("/volumes/0").asText()).startsWith(name + ":/var/lib/dougong");
    }
    String image = text("Containerfile");
    assertThat(image).contains("DOUGONG_HOME=/var/lib/dougong", "USER 10001", "HEALTHCHECK");
    String proxy = text("haproxy.cfg");
    assertThat(proxy).contains("server one one:8080", "server two two:8080", "/q/health/ready");
    assertThat(node().at("/environment/DOUGONG_TLS_PROXIES").asText())
        .isEqualTo(services.at("/proxy/networks/inside/ipv4_address").asText());
    for (String header : List.of("X-Forwarded-Proto", "X-Forwarded-For")) {
      assertThat(Pattern.compile("set-header " + header).matcher(proxy).results()).hasSize(2);
    }
  }

  @Test
  void containersMayDoLittleAndKnowNoSecretByDefault() throws IOException {
    Map<String, JsonNode> hardened = new TreeMap<>();
    hardened.put("node", node());
    hardened.put("proxy", services().path("proxy"));
    hardened.forEach(
        (name, service) -> {
          assertThat(service.path("read_only").asBoolean()).as(name).isTrue();
          assertThat(service.at("/cap_drop/0").asText()).as(name).isEqualTo("ALL");
          assertThat(service.at("/security_opt/0").asText()).contains("no-new-privileges");
          assertThat(service.has("privileged")).as(name).isFalse();
        });
    Map<String, JsonNode> environments =
        Map.of(
            "node", node().path("environment"),
            "database", services().at("/database/environment"));
    environments.forEach(
        (name, environment) ->
            environment
                .fields()
                .forEachRemaining(
                    setting -> {
                      if (setting.getKey().matches(".*(PASSWORD|KEYS)")) {
                        assertThat(setting.getValue().asText())
                            .as("%s of %s", setting.getKey(), name)
                            .matches(FROM_OUTSIDE);
                      }
                    }));
    assertThat(services().path("database").has("ports")).isFalse();
    assertThat(text(".env.example").lines().filter(line -> line.matches("\\w*(PASSWORD|KEYS)=.+")))
        .isEmpty();
    assertThat(text("systemd/dougong.env").lines().filter(line -> line.matches("\\w+=.*")))
        .isEmpty();
  }

  /** Each section with its lines; a line that is none fails. */
  private static Map<String, Map<String, String>> unit() throws IOException {
    Map<String, Map<String, String>> sections = new TreeMap<>();
    String section = "";
    for (String line : text("systemd/dougong.service").lines().toList()) {
      if (line.startsWith("[")) {
        section = line;
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String[] part = line.split("=", 2);
        assertThat(part).as(line).hasSize(2);
        sections.computeIfAbsent(section, name -> new TreeMap<>()).put(part[0], part[1]);
      }
    }
    return sections;
  }

  @Test
  void serviceRunsAsAUserOfItsOwnThatMayDoLittle() throws IOException {
    Map<String, String> service = unit().get("[Service]");
    assertThat(service)
        .containsEntry("User", "dougong")
        .containsEntry("ProtectSystem", "strict")
        .containsEntry("NoNewPrivileges", "yes")
        .containsEntry("ExecStart", "/opt/dougong/ci/start /opt/dougong/app");
    assertThat(text("pack")).contains("dougong/ci/", "dougong/app");
  }

  /** Asks systemd itself where it is there. */
  @Test
  void systemdUnderstandsTheUnit(@TempDir Path folder) throws Exception {
    Path unit = folder.resolve("dougong.service");
    Files.writeString(
        unit,
        text("systemd/dougong.service")
            .replace("/opt/dougong/ci/start /opt/dougong/app", "/bin/true")
            .replace("EnvironmentFile=/etc", "EnvironmentFile=-/etc"));
    Process process;
    try {
      process =
          new ProcessBuilder("systemd-analyze", "verify", unit.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      return; // no systemd on this machine
    }
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said.lines().filter(line -> line.contains("dougong.service"))).isEmpty();
  }
}
