package dev.dougong.engine.metadata.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.check.CandidateCheck;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.publish.DocumentDetails;
import dev.dougong.engine.metadata.publish.Documents;
import dev.dougong.engine.metadata.publish.PublishTarget;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.metadata.store.DocumentVersion;
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Transactions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Drafts and versions over the document store. Thread-safe. */
public final class StoredDocuments implements Documents {

  private static final Pattern KEY = Pattern.compile("[a-z][a-zA-Z0-9]{0,62}");

  private final DocumentStore store;
  private final CandidateCheck check;
  private final StoredPublishing publishing;
  private final Transactions transactions;
  private final InstantSource clock;

  /** What it is made of. */
  public StoredDocuments(
      DocumentStore store,
      CandidateCheck check,
      StoredPublishing publishing,
      Transactions transactions,
      InstantSource clock) {
    this.store = store;
    this.check = check;
    this.publishing = publishing;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public ObjectNode schema(String kind) {
    demandKind(kind);
    return check.schemas().schema(kind);
  }

  @Override
  public List<DocumentDetails> list(String kind) {
    demandKind(kind);
    return transactions.required(
        () ->
            store.documents().stream()
                .filter(stored -> stored.kind().equals(kind))
                .map(StoredDocuments::details)
                .toList());
  }

  @Override
  public DocumentDetails get(Document.Name name) {
    return transactions.required(() -> details(demand(name)));
  }

  @Override
  public SavedDraft putDraft(
      Document.Name name, ObjectNode content, @Nullable Long revision, @Nullable UUID actor) {
    demandKind(name.kind());
    if (!KEY.matcher(name.key()).matches()) {
      throw new InputException(Problem.of("metadata.badText").with("value", name.key()));
    }
    return transactions.required(() -> save(name, content, revision, actor));
  }

  private SavedDraft save(
      Document.Name name, ObjectNode content, @Nullable Long revision, @Nullable UUID actor) {
    StoredDocument stored = store.find(name);
    if (revision != null && revision != (stored == null ? 0 : stored.revision())) {
      throw new ConflictException(Problem.of("metadata.staleDraft"));
    }
    String text = DocumentJson.write(content);
    StoredDocument draft =
        stored == null
            ? StoredDocument.draft(name, text, clock.instant(), actor)
            : stored.withDraft(text, false, clock.instant(), actor);
    store.save(draft);
    return new SavedDraft(Objects.requireNonNull(store.find(name)).revision(), problems(draft));
  }

  /**
   * Other drafts do not count, so that what is told here is what publishing this one would tell.
   */
  private List<Problem> problems(StoredDocument draft) {
    PublishTarget target =
        new PublishTarget(draft.name(), draft.draft(), draft.owner(), draft.base(), draft.draft());
    List<Problem> problems = new ArrayList<>(publishing.previewOf(List.of(target)).problems());
    return problems;
  }

  @Override
  public void removeDraft(Document.Name name, @Nullable UUID actor) {
    transactions.required(
        () -> {
          StoredDocument stored = demand(name);
          if (stored.content() == null) {
            store.remove(name);
          } else {
            store.save(stored.withDraft(null, true, clock.instant(), actor));
          }
          return Boolean.TRUE;
        });
  }

  @Override
  public void discardDraft(Document.Name name) {
    transactions.required(
        () -> {
          StoredDocument stored = demand(name);
          if (stored.content() == null) {
            store.remove(name);
          } else {
            store.save(stored.withDraft(null, false, null, null));
          }
          return Boolean.TRUE;
        });
  }

  @Override
  public List<DocumentVersion> versions(Document.Name name) {
    demandKind(name.kind());
    return transactions.required(() -> store.versions(name));
  }

  @Override
  public SavedDraft restore(Document.Name name, long version, @Nullable UUID actor) {
    demandKind(name.kind());
    return transactions.required(
        () -> {
          for (DocumentVersion one : store.versions(name)) {
            if (one.version() == version && one.content() != null) {
              ObjectNode content = DocumentJson.read(Objects.requireNonNull(one.content()));
              return save(name, content, null, actor);
            }
          }
          throw new AccessException(Problem.of("notFound"));
        });
  }

  private StoredDocument demand(Document.Name name) {
    demandKind(name.kind());
    StoredDocument stored = store.find(name);
    if (stored == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return stored;
  }

  private void demandKind(String kind) {
    if (check.kinds().find(kind) == null) {
      throw new InputException(
          Problem.of("metadata.unknownKind")
              .with("value", kind)
              .with("known", check.kinds().all().stream().map(one -> one.id()).toList()));
    }
  }

  private static DocumentDetails details(StoredDocument stored) {
    return new DocumentDetails(
        stored.name(),
        stored.owner(),
        stored.version(),
        read(stored.content()),
        read(stored.draft()),
        stored.isDraftRemoval(),
        stored.local() != null,
        stored.revision());
  }

  private static @Nullable ObjectNode read(@Nullable String text) {
    return text == null ? null : DocumentJson.read(text);
  }
}
