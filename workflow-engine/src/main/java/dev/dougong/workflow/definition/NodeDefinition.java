package dev.dougong.workflow.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A node of a workflow.
 *
 * @param id unique in its workflow
 * @param type id of its type
 * @param index its place in the document, from 0
 * @param next the node after it; null ends this way
 * @param onError where to go when it fails for good, or null to fail
 * @param retries how often it is tried again after a passing fault
 * @param retryAfter how long to wait before the first time; doubles with each
 * @param options the whole node as it stands in the document, never changed by anybody
 */
public record NodeDefinition(
    String id,
    String type,
    int index,
    @Nullable String next,
    @Nullable String onError,
    int retries,
    Duration retryAfter,
    ObjectNode options) {

  /** The name that ends a way through the graph. */
  public static final String END = "end";

  /** Tries again where a node says nothing. */
  public static final int RETRIES = 6;

  /** First pause where a node says nothing. */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  /** Reads a node whose schema holds. */
  static NodeDefinition read(ObjectNode json, int index) {
    JsonNode retry = json.path("retry");
    return new NodeDefinition(
        json.path("id").asText(),
        json.path("type").asText(),
        index,
        target(json.path("next")),
        target(json.path("onError")),
        retry.path("times").asInt(RETRIES),
        retry.has("after") ? Duration.parse(retry.path("after").asText()) : RETRY_AFTER,
        json);
  }

  /** The node that a property names, or null where it is absent or says {@code end}. */
  public static @Nullable String target(JsonNode name) {
    String text = name.isTextual() ? name.asText() : END;
    return text.equals(END) ? null : text;
  }
}
