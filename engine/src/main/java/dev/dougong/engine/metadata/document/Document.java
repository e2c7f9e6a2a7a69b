package dev.dougong.engine.metadata.document;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A document with its name.
 *
 * @param kind id of its kind
 * @param key unique in the workspace among documents of the kind
 * @param content never changed by anybody
 */
public record Document(String kind, String key, ObjectNode content) {

  /** The name of a document. */
  public record Name(String kind, String key) {

    @Override
    public String toString() {
      return kind + "/" + key;
    }
  }

  /** Its name. */
  public Name name() {
    return new Name(kind, key);
  }
}
