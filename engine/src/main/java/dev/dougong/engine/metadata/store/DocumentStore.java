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

  /** Forgets an app, its extensions and what was there before its upgrades. */
  void removeApp(String key);

  /** Keeps what was there before an upgrade; of each app only the newest five stay. */
  void add(RestorePoint point);

  /** What was there before the last upgrade of the app that was not taken back, or null. */
  @Nullable RestorePoint lastRestorePoint(String app);

  /** Forgets it, after it was gone back to. */
  void removeRestorePoint(long id);
}
