package dev.dougong.engine.metadata.store;

import dev.dougong.engine.metadata.document.Document;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document with its layers. Texts are JSON.
 *
 * @param owner key of the app that owns it, or {@link #LOCAL}
 * @param base as the owner's package has it, to the byte; null for local documents
 * @param local what this workspace made of it, or null
 * @param content what is published now, or null before the first time
 * @param version of what is published; 0 before the first time
 * @param draft what waits to be published, or null
 * @param isDraftRemoval whether its removal waits to be published
 * @param revision of the stored row, which grows with every write; the store keeps it by itself
 */
public record StoredDocument(
    String kind,
    String key,
    String owner,
    @Nullable String base,
    @Nullable String local,
    @Nullable String content,
    long version,
    @Nullable String draft,
    boolean isDraftRemoval,
    @Nullable Instant draftAt,
    @Nullable UUID draftBy,
    long revision) {

  /** Owner of what was made in this workspace. */
  public static final String LOCAL = "local";

  /** A local document that is not published yet. */
  public static StoredDocument draft(
      Document.Name name, String draft, Instant at, @Nullable UUID by) {
    return new StoredDocument(
        name.kind(), name.key(), LOCAL, null, null, null, 0, draft, false, at, by, 0);
  }

  /** A local document of which nothing is there yet. */
  public static StoredDocument none(Document.Name name) {
    return new StoredDocument(
        name.kind(), name.key(), LOCAL, null, null, null, 0, null, false, null, null, 0);
  }

  /** Its name. */
  public Document.Name name() {
    return new Document.Name(kind, key);
  }

  /** Whether something waits to be published. */
  public boolean hasDraft() {
    return draft != null || isDraftRemoval;
  }

  /** The same with another draft; null and false for none. */
  public StoredDocument withDraft(
      @Nullable String newDraft, boolean isRemoval, @Nullable Instant at, @Nullable UUID by) {
    return new StoredDocument(
        kind, key, owner, base, local, content, version, newDraft, isRemoval, at, by, revision);
  }

  /** The same as the store keeps it. */
  public StoredDocument withRevision(long newRevision) {
    return new StoredDocument(
        kind,
        key,
        owner,
        base,
        local,
        content,
        version,
        draft,
        isDraftRemoval,
        draftAt,
        draftBy,
        newRevision);
  }

  /** The same after publishing: no draft any more. */
  public StoredDocument published(
      String newOwner,
      @Nullable String newBase,
      @Nullable String newLocal,
      @Nullable String newContent,
      long newVersion) {
    return new StoredDocument(
        kind,
        key,
        newOwner,
        newBase,
        newLocal,
        newContent,
        newVersion,
        null,
        false,
        null,
        null,
        revision);
  }
}
