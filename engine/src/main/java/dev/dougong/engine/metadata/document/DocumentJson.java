package dev.dougong.engine.metadata.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;

/** Reads documents strictly: no repeated names, nothing behind the end, bounded in every way. */
public final class DocumentJson {

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(40)
                          .maxNumberLength(50)
                          .maxNameLength(200)
                          .maxStringLength(200_000)
                          .maxDocumentLength(5_000_000)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private DocumentJson() {}

  /** The document in the text. Throws {@code InputException} with code {@code metadata.notJson}. */
  public static ObjectNode read(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw InputException.malformed(
          Problem.of("metadata.notJson").with("detail", "{…}").with("line", 1));
    } catch (JsonProcessingException e) {
      JsonLocation location = e.getLocation();
      throw InputException.malformed(
          Problem.of("metadata.notJson")
              .with("detail", brief(e.getOriginalMessage()))
              .with("line", location == null ? 0 : location.getLineNr()));
    }
  }

  /** Text as it is stored: two spaces, the order of the document. */
  public static String write(ObjectNode document) {
    return document.toPrettyString();
  }

  private static String brief(String message) {
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
