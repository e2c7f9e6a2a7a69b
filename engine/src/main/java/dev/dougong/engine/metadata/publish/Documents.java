package dev.dougong.engine.metadata.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.store.DocumentVersion;
import dev.dougong.engine.problem.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Drafts and versions of documents. Rights are the caller's business. A document that does not
 * exist is refused with {@code notFound}, a kind that does not with {@code metadata.unknownKind}.
 * Thread-safe.
 */
public interface Documents {

  /** The JSON Schema of a kind; must not be changed. */
  ObjectNode schema(String kind);

  /** All documents of a kind, by key. */
  List<DocumentDetails> list(String kind);

  /** A document. */
  DocumentDetails get(Document.Name name);

  /**
   * A draft that was saved.
   *
   * @param revision of the document with it
   * @param problems everything that is wrong with it and, because of it, elsewhere; empty when it
   *     can be published
   */
  record SavedDraft(long revision, List<Problem> problems) {

    /** Copies the list. */
    public SavedDraft {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Saves a draft, even one that is not right yet.
   *
   * @param revision that was read, 0 for a document that is new, or null for whatever there is;
   *     another one is refused with {@code metadata.staleDraft}, and nothing is saved
   */
  SavedDraft putDraft(
      Document.Name name, ObjectNode content, @Nullable Long revision, @Nullable UUID actor);

  /** Saves the wish to remove a document; one that was never published is forgotten at once. */
  void removeDraft(Document.Name name, @Nullable UUID actor);

  /** Forgets what waits to be published. */
  void discardDraft(Document.Name name);

  /** All versions that were published, newest first. */
  List<DocumentVersion> versions(Document.Name name);

  /** Makes a draft of an earlier version; what is wrong with it today is told. */
  SavedDraft restore(Document.Name name, long version, @Nullable UUID actor);
}
