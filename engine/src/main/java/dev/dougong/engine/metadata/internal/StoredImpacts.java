package dev.dougong.engine.metadata.internal;

import dev.dougong.engine.definition.EntityReader;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.check.CandidateCheck;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.impact.Impact;
import dev.dougong.engine.metadata.impact.Impacts;
import dev.dougong.engine.metadata.impact.OtherUse;
import dev.dougong.engine.metadata.impact.Subject;
import dev.dougong.engine.metadata.impact.Use;
import dev.dougong.engine.metadata.impact.UseSource;
import dev.dougong.engine.metadata.impact.UsingDocument;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Impacts over the stored documents and record tables. Thread-safe. */
public final class StoredImpacts implements Impacts {

  private final DocumentStore store;
  private final MetadataSnapshots snapshots;
  private final CandidateCheck check;
  private final ValueCounts counts;
  private final Supplier<? extends Iterable<? extends UseSource>> sources;
  private final Transactions transactions;

  /**
   * What it is made of.
   *
   * @param sources asked at each call, since they may be built on metadata themselves
   */
  public StoredImpacts(
      DocumentStore store,
      MetadataSnapshots snapshots,
      CandidateCheck check,
      Jdbc jdbc,
      Supplier<? extends Iterable<? extends UseSource>> sources,
      Transactions transactions) {
    this.store = store;
    this.snapshots = snapshots;
    this.check = check;
    this.counts = new ValueCounts(jdbc, snapshots.workspace());
    this.sources = sources;
    this.transactions = transactions;
  }

  @Override
  public Impact ofField(String entity, String field) {
    return transactions.required(
        () -> {
          Metadata metadata = snapshots.load();
          return of(subject(metadata, metadata.entity(entity), field));
        });
  }

  @Override
  public Impact ofEntity(String entity) {
    return transactions.required(
        () -> {
          Metadata metadata = snapshots.load();
          return of(new Subject(metadata, metadata.entity(entity), null, null));
        });
  }

  private static Subject subject(Metadata metadata, Entity entity, String path) {
    int dot = path.indexOf('.');
    Field field = entity.field(dot < 0 ? path : path.substring(0, dot));
    Field row = null;
    if (dot >= 0 && field != null) {
      String key = path.substring(dot + 1);
      row = field.rowFields().stream().filter(one -> one.key().equals(key)).findAny().orElse(null);
    }
    if (field == null || field.isSystem() || dot >= 0 && row == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return new Subject(metadata, entity, field, row);
  }

  private Impact of(Subject subject) {
    Candidate candidate =
        new Candidate(snapshots.published(), subject.metadata(), check.expressions());
    List<UsingDocument> documents = new ArrayList<>();
    for (StoredDocument stored : store.documents()) {
      UsingDocument using = using(stored, subject, candidate);
      if (using != null) {
        documents.add(using);
      }
    }
    List<OtherUse> others = new ArrayList<>();
    sources.get().forEach(source -> others.addAll(source.of(subject)));
    return new Impact(documents, others, counts.of(subject));
  }

  private @Nullable UsingDocument using(
      StoredDocument stored, Subject subject, Candidate candidate) {
    Document published = document(stored, stored.content());
    Document draft = document(stored, stored.draft());
    List<Use> uses = new ArrayList<>(uses(published, subject, candidate, false));
    // A draft may have moved what is published; what it says the same is told once.
    Set<String> known = new HashSet<>();
    uses.forEach(use -> known.add(use.isExpression() + use.text()));
    for (Use use : uses(draft, subject, candidate, true)) {
      if (!known.contains(use.isExpression() + use.text())) {
        uses.add(use);
      }
    }
    Document shown = published == null ? draft : published;
    return uses.isEmpty() || shown == null
        ? null
        : new UsingDocument(
            stored.name(),
            EntityReader.labelOf(shown.content()),
            stored.owner(),
            uses,
            stored.hasDraft(),
            stored.draftBy());
  }

  private static @Nullable Document document(StoredDocument stored, @Nullable String content) {
    return content == null
        ? null
        : new Document(stored.kind(), stored.key(), DocumentJson.read(content));
  }

  private List<Use> uses(
      @Nullable Document document, Subject subject, Candidate candidate, boolean isDraft) {
    DocumentKind kind = document == null ? null : check.kinds().find(document.kind());
    if (document == null || kind == null) {
      return List.of();
    }
    UsePlaces places = new UsePlaces(subject);
    check.walk().walk(document, candidate.heardBy(places));
    return places.in(document.content(), kind, isDraft);
  }
}
