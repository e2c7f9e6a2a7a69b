package dev.dougong.template.phonestore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The template's documents as they lie in the folder, read once for each test. */
final class Template {

  static final Path ROOT = Path.of("").toAbsolutePath();
  static final Set<String> SYSTEM_FIELDS =
      Set.of(
          "id", "version", "createdAt", "createdBy", "updatedAt", "updatedBy", "owner", "orgUnit");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Template() {}

  /** The documents of one folder by file name without extension, in the order of their names. */
  static Map<String, JsonNode> documents(String folder) {
    Map<String, JsonNode> documents = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        documents.put(name.replaceAll("\\.json$", ""), read(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return documents;
  }

  static JsonNode document(String folder, String key) {
    return read(ROOT.resolve(folder).resolve(key + ".json"));
  }

  static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> fields(JsonNode entity) {
    return list(entity.path("fields"));
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** The keys of the entity's own fields and of the system fields. */
  static Set<String> fieldKeys(JsonNode entity) {
    Set<String> keys = new TreeSet<>(SYSTEM_FIELDS);
    fields(entity).forEach(field -> keys.add(field.path("key").asText()));
    return keys;
  }
}
