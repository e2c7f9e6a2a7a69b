package dev.dougong.engine.metadata.check;

import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.DocumentKinds;
import org.jspecify.annotations.Nullable;

/** Lets the kind of a document walk what the document names. Immutable and thread-safe. */
public final class DocumentWalk {

  private final DocumentKinds kinds;
  private final SchemaCheck schemas;

  DocumentWalk(DocumentKinds kinds, SchemaCheck schemas) {
    this.kinds = kinds;
    this.schemas = schemas;
  }

  /** Tells the candidate what a document names; false for one that is wrong in itself. */
  public boolean walk(Document document, Candidate candidate) {
    DocumentKind kind = sound(document);
    if (kind != null) {
      kind.references(document, candidate);
    }
    return kind != null;
  }

  /** The kind of a document whose schema holds; null where it does not. */
  @Nullable DocumentKind sound(Document document) {
    DocumentKind kind = kinds.find(document.kind());
    return kind == null || isBroken(document) ? null : kind;
  }

  private boolean isBroken(Document document) {
    boolean[] isBroken = new boolean[1];
    schemas.check(document, problem -> isBroken[0] = true);
    return isBroken[0];
  }
}
