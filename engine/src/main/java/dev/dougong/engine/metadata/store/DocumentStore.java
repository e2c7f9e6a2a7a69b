package dev.dougong.engine.metadata.store;

import dev.dougong.engine.metadata.document.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps documents, their versions and extensions, and apps. Every call takes part in the caller's
 * transaction. Thread-safe.
 */
public interface DocumentStore {

  /** All documents with what waits and what is published, by kind and key. */
  List<StoredDocument> documents();

  /** The document, or null. */
  @Nullable StoredDocument find(Document.Name name);

  /**
   * Writes a document, new or not. Refused with {@code metadata.staleDraft} where another
   * transaction wrote it since this one read it.
   */
  void save(StoredDocument document);

  /** Forgets a document; its versions stay. */
  void remove(Document.Name name);

  /** Adds a version; versions are never changed. */
  void add(DocumentVersion version);

  /** All versions of a document, newest first. */
  List<DocumentVersion> versions(Document.Name name);

  /** All extensions, in the order in which their apps were installed. */
  List<DocumentExtension> extensions();

  /** Replaces all extensions of an app. */
  void saveExtensions(String app, List<DocumentExtension> extensions);

  /** All apps in the order in which they were installed. */
  List<InstalledApp> apps();

  /** The app, or null. */
  @Nullable InstalledApp findApp(String key);

  /** Writes an app, new or not. */
  void saveApp(InstalledApp app);

  /** Forgets an app and its extensions. */
  void removeApp(String key);
}
