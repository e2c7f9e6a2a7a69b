package dev.dougong.engine.packages.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.store.DocumentExtension;
import dev.dougong.engine.metadata.store.StoredDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an upgrade changed: documents before and after, with those that only followed.
 *
 * @param changes documents that are not as they were
 * @param extensions what the app added to documents of others before
 */
record RestoreState(List<Change> changes, List<DocumentExtension> extensions) {

  /** Holds many documents, so that the bounds of one do not fit. */
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The layers of a published document. */
  record Layers(String owner, @Nullable String base, @Nullable String local, String content) {

    private static @Nullable Layers of(@Nullable StoredDocument stored) {
      return stored == null || stored.content() == null
          ? null
          : new Layers(
              stored.owner(),
              stored.base(),
              stored.local(),
              Objects.requireNonNull(stored.content()));
    }
  }

  /**
   * A document.
   *
   * @param before null where the upgrade brought it
   * @param after what the upgrade made of it; null where it took it away
   */
  record Change(Document.Name name, @Nullable Layers before, @Nullable String after) {}

  /** What is not the same in two states. */
  static RestoreState between(
      Map<Document.Name, StoredDocument> before,
      Map<Document.Name, StoredDocument> after,
      List<DocumentExtension> extensions) {
    Set<Document.Name> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    List<Change> changes = new ArrayList<>();
    for (Document.Name name : names) {
      Layers old = Layers.of(before.get(name));
      Layers fresh = Layers.of(after.get(name));
      if (!Objects.equals(old, fresh)) {
        changes.add(new Change(name, old, fresh == null ? null : fresh.content()));
      }
    }
    return new RestoreState(changes, extensions);
  }

  String write() {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    ArrayNode documents = state.putArray("documents");
    for (Change change : changes) {
      ObjectNode node = documents.addObject();
      node.put("kind", change.name().kind()).put("key", change.name().key());
      node.put("after", change.after());
      Layers layers = change.before();
      if (layers != null) {
        node.putObject("before")
            .put("owner", layers.owner())
            .put("base", layers.base())
            .put("local", layers.local())
            .put("content", layers.content());
      }
    }
    ArrayNode added = state.putArray("extensions");
    for (DocumentExtension one : extensions) {
      added
          .addObject()
          .put("kind", one.kind())
          .put("key", one.key())
          .put("app", one.app())
          .put("content", one.content());
    }
    return state.toString();
  }

  static RestoreState read(String text) {
    JsonNode state;
    try {
      state = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("state of a restore point is no JSON", e);
    }
    List<Change> changes = new ArrayList<>();
    for (JsonNode node : state.path("documents")) {
      JsonNode before = node.path("before");
      changes.add(
          new Change(
              new Document.Name(node.path("kind").asText(), node.path("key").asText()),
              before.isObject()
                  ? new Layers(
                      before.path("owner").asText(),
                      text(before, "base"),
                      text(before, "local"),
                      before.path("content").asText())
                  : null,
              text(node, "after")));
    }
    List<DocumentExtension> extensions = new ArrayList<>();
    for (JsonNode node : state.path("extensions")) {
      extensions.add(
          new DocumentExtension(
              node.path("kind").asText(),
              node.path("key").asText(),
              node.path("app").asText(),
              node.path("content").asText()));
    }
    return new RestoreState(changes, extensions);
  }

  private static @Nullable String text(JsonNode node, String name) {
    return node.path(name).isTextual() ? node.path(name).textValue() : null;
  }
}
