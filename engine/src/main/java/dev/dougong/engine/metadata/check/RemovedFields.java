package dev.dougong.engine.metadata.check;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.DocumentSet;
import dev.dougong.engine.metadata.document.UseSink;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Takes fields that are gone out of documents that go on without them. Immutable, thread-safe. */
public final class RemovedFields {

  private final DocumentWalk walk;
  private final Expressions expressions;

  RemovedFields(DocumentWalk walk, Expressions expressions) {
    this.walk = walk;
    this.expressions = expressions;
  }

  /**
   * Documents without the parts that named the fields and could be spared; where a field is needed
   * its name stays, and the check of the whole tells it.
   *
   * @param walked those that may follow
   * @param documents all, as far as they name each other
   * @param before the snapshot that has the fields
   * @param gone ids of the fields
   */
  public Map<Document.Name, ObjectNode> follow(
      List<Document> walked, DocumentSet documents, Metadata before, Set<Integer> gone) {
    Candidate candidate = new Candidate(documents, before, expressions);
    Map<Document.Name, ObjectNode> rewritten = new LinkedHashMap<>();
    for (Document document : walked) {
      DocumentKind kind = walk.sound(document);
      Set<String> parts = kind == null ? Set.of() : parts(kind, document, candidate, gone);
      if (!parts.isEmpty()) {
        rewritten.put(document.name(), without(document, parts));
      }
    }
    return rewritten;
  }

  private static Set<String> parts(
      DocumentKind kind, Document document, Candidate candidate, Set<Integer> gone) {
    Set<String> parts = new TreeSet<>(lastFirst());
    UseSink sink =
        new UseSink() {
          @Override
          public void entity(String key, String place) {}

          @Override
          public void field(int id, String place) {
            String part = gone.contains(id) ? kind.loosePart(place) : null;
            if (part != null) {
              parts.add(part);
            }
          }

          @Override
          public void expression(Collection<Integer> ids, String place) {}
        };
    kind.references(document, candidate.heardBy(sink));
    return parts;
  }

  /** A list of which nothing remains goes too where it must not be empty. */
  private ObjectNode without(Document document, Set<String> parts) {
    ObjectNode result = document.content().deepCopy();
    parts.forEach(part -> remove(result, JsonPointer.compile(part)));
    if (walk.sound(new Document(document.kind(), document.key(), result)) == null) {
      for (String part : parts) {
        JsonPointer list = JsonPointer.compile(part).head();
        if (result.at(list).isArray() && result.at(list).isEmpty()) {
          remove(result, list);
        }
      }
    }
    return result;
  }

  /** Entries of a list go from the last to the first, so that the places of the others hold. */
  private static Comparator<String> lastFirst() {
    return Comparator.<String>comparingInt(
            place -> JsonPointer.compile(place).last().getMatchingIndex())
        .reversed()
        .thenComparing(Comparator.reverseOrder());
  }

  private static void remove(ObjectNode document, JsonPointer part) {
    JsonNode holder = document.at(part.head());
    if (holder instanceof ArrayNode array) {
      array.remove(part.last().getMatchingIndex());
    } else if (holder instanceof ObjectNode object) {
      object.remove(part.last().getMatchingProperty());
    }
  }
}
