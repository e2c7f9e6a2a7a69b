package dev.dougong.engine.metadata.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.fieldtype.ProblemSink;
import org.jspecify.annotations.Nullable;

/**
 * A kind of document: form, workflow, report … Found by {@code Instance<DocumentKind>}; stateless
 * and thread-safe. Open: nothing else learns its name.
 */
public interface DocumentKind {

  /** Id in the API and in packages' plans, lowerCamelCase; never changes. */
  String id();

  /** Folder in packages, the plural of the id. */
  default String folder() {
    return id() + "s";
  }

  /** JSON Schema (2020-12) of a document; closed, no outside references. */
  ObjectNode schema();

  /**
   * Checks a document against the others; its schema holds.
   *
   * @param document of this kind
   * @param candidate everything as it would be after publishing
   * @param problems places below the document
   */
  default void check(Document document, Candidate candidate, ProblemSink problems) {}

  /**
   * Walks all places of a document that name fields, by {@link Candidate#hasField}, {@link
   * Candidate#hasMember} and {@link Candidate#expression}, so that a rename can follow them. The
   * check does so already, except where the metadata compiler checks in its place.
   */
  default void references(Document document, Candidate candidate) {
    check(document, candidate, problem -> {});
  }

  /**
   * The part that a document can spare when the field is gone that stands at a place: the entry of
   * a list, a member. Without it the document does the same for all other fields.
   *
   * @param place at which {@link #references} told the field, a JSON pointer
   * @return a JSON pointer, or null where the document needs the field
   */
  default @Nullable String loosePart(String place) {
    return null;
  }
}
