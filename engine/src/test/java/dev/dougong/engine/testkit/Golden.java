package dev.dougong.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares with a file of the module's {@code src/test/resources/golden}, named {@code
 * <Class>.<method>.<suffix>}. With {@code -Dgolden.update=true} the file is written instead; read
 * the diff before you commit it.
 */
public final class Golden {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Golden() {}

  /** Compares text as it is; it should end with a line end. */
  public static void assertMatches(String name, String text) {
    Path file = Path.of("src/test/resources/golden", name);
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
      }
      assertThat(file).as("write it with -Dgolden.update=true").exists();
      assertThat(text)
          .as("%s, rewritten with -Dgolden.update=true", file)
          .isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compares JSON in the form in which it is stored: indented, properties in their order. */
  public static void assertMatches(String name, JsonNode json) {
    try {
      assertMatches(name, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("json: cannot be written", e);
    }
  }
}
