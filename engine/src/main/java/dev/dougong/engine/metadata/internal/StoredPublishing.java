package dev.dougong.engine.metadata.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.check.CandidateCheck;
import dev.dougong.engine.metadata.compile.Compilation;
import dev.dougong.engine.metadata.compile.MetadataCompiler;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentSet;
import dev.dougong.engine.metadata.layout.DerivedChanges;
import dev.dougong.engine.metadata.layout.StoragePlan;
import dev.dougong.engine.metadata.layout.TableState;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.metadata.publish.PublishResult;
import dev.dougong.engine.metadata.publish.PublishTarget;
import dev.dougong.engine.metadata.publish.Publishing;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.metadata.store.DocumentVersion;
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.SchemaChange;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.Label;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Publishing over stored documents: check, plan, change storage, write, count up. Thread-safe. */
public final class StoredPublishing implements Publishing {

  /** Documents that follow may let others compile that must follow too. */
  private static final int ROUNDS = 4;

  private final DocumentStore store;
  private final JdbcCatalogue catalogue;
  private final JdbcTables tables;
  private final JdbcSteps steps;
  private final MetadataSnapshots snapshots;
  private final CandidateCheck check;
  private final DerivedChanges derived;
  private final StorageExecutor executor;
  private final Transactions transactions;
  private final AuditLog audit;
  private final InstantSource clock;

  /** What it is made of. */
  public StoredPublishing(
      DocumentStore store,
      JdbcCatalogue catalogue,
      JdbcSteps steps,
      MetadataSnapshots snapshots,
      CandidateCheck check,
      Expressions expressions,
      Jdbc jdbc,
      Transactions transactions,
      AuditLog audit,
      InstantSource clock) {
    this.store = store;
    this.catalogue = catalogue;
    this.steps = steps;
    this.snapshots = snapshots;
    this.check = check;
    this.tables = new JdbcTables(jdbc, snapshots.workspace());
    this.executor = new StorageExecutor(jdbc, snapshots.workspace());
    this.derived = new DerivedChanges(expressions);
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  /** A checked set with its storage steps. */
  private record Planned(
      List<PublishTarget> targets,
      Map<Document.Name, ObjectNode> drafts,
      Compilation compilation,
      IdAssignment ids,
      StoragePlan.Result plan,
      Map<SqlName, TableState> tables,
      Metadata before) {}

  @Override
  public PublishResult publish(List<Document.Name> items, PublishOptions options) {
    PublishResult result = transactions.required(() -> publishWithin(items, options));
    snapshots.reload();
    return result;
  }

  /** The same inside the caller's transaction, which then reloads the snapshot. */
  PublishResult publishWithin(List<Document.Name> items, PublishOptions options) {
    lock();
    return apply(targets(items), options);
  }

  /** Drops the tables of entities that the publishing removed; there is no way back. */
  public void dropTables(PublishResult result) {
    for (SchemaChange change : result.changes()) {
      if (change instanceof SchemaChange.ArchiveTable archive) {
        executor.drop(archive.table());
      }
    }
  }

  /**
   * Takes out of storage what fields leave behind that went with packages of the app; there is no
   * way back.
   */
  public void dropWaiting(String app) {
    for (IdAssignment.FieldId field : catalogue.waitingFor(app)) {
      if (tables.read(SqlName.of("e" + field.entity())) != null) {
        executor.drop(field);
      }
    }
    catalogue.forgetWaiting(app);
  }

  /** Nobody else publishes until the caller's transaction ends. */
  public void lock() {
    catalogue.lock();
  }

  @Override
  public Preview preview(List<Document.Name> items, PublishOptions options) {
    return transactions.required(() -> previewOf(targets(items), options));
  }

  /** What publishing the targets would do; changes nothing. */
  public Preview previewOf(List<PublishTarget> targets) {
    return previewOf(targets, PublishOptions.by(null));
  }

  /** The same with consent and wishes. */
  public Preview previewOf(List<PublishTarget> targets, PublishOptions options) {
    Planned planned = plan(targets, catalogue.provisional(options.app()), options);
    List<Problem> problems = new ArrayList<>(planned.compilation().problems());
    if (problems.isEmpty()) {
      problems.addAll(duplicates(planned));
    }
    return new Preview(
        problems, result(planned, catalogue.version()), planned.compilation().metadata());
  }

  private static PublishResult result(Planned planned, long version) {
    return new PublishResult(
        version,
        planned.targets().stream().map(PublishTarget::name).toList(),
        List.copyOf(planned.drafts().keySet()),
        planned.plan().changes(),
        planned.compilation().warnings());
  }

  /** Makes the targets hold, inside the caller's transaction, which then reloads the snapshot. */
  public PublishResult apply(List<PublishTarget> targets, PublishOptions options) {
    Planned planned = plan(targets, catalogue.assignment(options.app()), options);
    List<Problem> problems = new ArrayList<>(planned.compilation().problems());
    if (problems.isEmpty()) {
      problems.addAll(duplicates(planned));
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    demandConsent(planned, options);
    Instant now = clock.instant();
    Set<Document.Name> taken = Followers.drafts(targets, options);
    planned.targets().forEach(target -> write(target, taken, options, now));
    planned.drafts().forEach(this::rewriteDraft);
    catalogue.save(planned.ids(), planned.plan().placements(), options);
    long version = catalogue.nextVersion();
    run(planned, version, now);
    tell(planned, version, options);
    return result(planned, version);
  }

  private void tell(Planned planned, long version, PublishOptions options) {
    ObjectNode details = JsonNodeFactory.instance.objectNode().put("version", version);
    ArrayNode documents = details.putArray("documents");
    for (PublishTarget target : planned.targets()) {
      documents.add(target.name().kind() + "/" + target.name().key());
    }
    audit.write(
        new AuditLog.Entry(
            "documents.published", options.actor(), "", Long.toString(version), details));
  }

  /** Whoever works on the draft finds it as it was, with the names of today. */
  private void rewriteDraft(Document.Name name, ObjectNode content) {
    StoredDocument stored = store.find(name);
    if (stored != null) {
      String text = DocumentJson.write(content);
      store.save(stored.withDraft(text, false, stored.draftAt(), stored.draftBy()));
    }
  }

  private void run(Planned planned, long version, Instant now) {
    for (SchemaChange change : planned.plan().changes()) {
      TableState state = state(change, planned);
      if (StorageExecutor.isLong(change, state == null ? null : state.size())) {
        steps.add(version, change, now, now);
      } else {
        executor.execute(change, planned.compilation().metadata());
      }
    }
  }

  private static @Nullable TableState state(SchemaChange change, Planned planned) {
    return planned.tables().get(SqlName.of("e" + change.entity()));
  }

  private Planned plan(List<PublishTarget> given, IdAssignment ids, PublishOptions options) {
    Metadata before = snapshots.load();
    List<PublishTarget> wanted = RenamesTakenBack.in(given, before);
    Followers followers = new Followers(store, check, before, ids, wanted, options);
    List<PublishTarget> targets = wanted;
    DocumentSet documents = candidate(targets);
    Compilation compilation = compile(before, documents, ids);
    for (int round = 0; round < ROUNDS; round++) {
      List<PublishTarget> followed = followers.follow(documents, compilation, targets);
      if (followed == targets) {
        break;
      }
      targets = followed;
      documents = candidate(targets);
      compilation = compile(before, documents, ids);
    }
    Metadata after = compilation.metadata();
    Map<SqlName, TableState> states = tables.read(before, after);
    StoragePlan.Result plan =
        StoragePlan.of(
            new StoragePlan.Input(
                before, after, compilation.wantedColumns(), ids.replaced(), states, derived));
    return new Planned(
        targets, followers.drafts(documents, compilation), compilation, ids, plan, states, before);
  }

  private Compilation compile(Metadata before, DocumentSet documents, IdAssignment ids) {
    return check.check(
        new MetadataCompiler.Input(
            snapshots.workspace(), before.version() + 1, snapshots.zone(), documents, ids, ids));
  }

  private DocumentSet candidate(List<PublishTarget> targets) {
    Map<Document.Name, Document> documents = new LinkedHashMap<>();
    for (StoredDocument stored : store.documents()) {
      if (stored.content() != null) {
        put(documents, stored.name(), Objects.requireNonNull(stored.content()));
      }
    }
    for (PublishTarget target : targets) {
      if (target.content() == null) {
        documents.remove(target.name());
      } else {
        put(documents, target.name(), Objects.requireNonNull(target.content()));
      }
    }
    return new DocumentSet(documents.values());
  }

  private static void put(
      Map<Document.Name, Document> documents, Document.Name name, String content) {
    documents.put(name, new Document(name.kind(), name.key(), DocumentJson.read(content)));
  }

  private List<PublishTarget> targets(List<Document.Name> items) {
    List<PublishTarget> targets = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      StoredDocument stored = store.find(items.get(i));
      if (stored == null || !stored.hasDraft()) {
        problems.add(
            Problem.at("/items/" + i, "metadata.nothingToPublish")
                .with("kind", items.get(i).kind())
                .with("value", items.get(i).key()));
      } else if (stored.isDraftRemoval()) {
        targets.add(new PublishTarget(stored.name(), null, stored.owner(), stored.base(), null));
      } else {
        String draft = Objects.requireNonNull(stored.draft());
        targets.add(
            new PublishTarget(
                stored.name(),
                draft,
                stored.owner(),
                stored.base(),
                stored.base() == null ? null : draft));
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return targets;
  }

  private List<Problem> duplicates(Planned planned) {
    List<Problem> problems = new ArrayList<>();
    Metadata metadata = planned.compilation().metadata();
    for (SchemaChange change : planned.plan().changes()) {
      if (change instanceof SchemaChange.CreateIndex create
          && !create.index().uniqueFields().isEmpty()) {
        problems.addAll(duplicates(metadata, create.entity(), create.index().uniqueFields()));
      } else if (change instanceof SchemaChange.FillColumn fill
          && metadata.entity(fill.entity()).field(fill.field()).definition().unique()) {
        problems.addAll(duplicates(metadata, fill.entity(), List.of(fill.field())));
      }
    }
    return problems.stream().distinct().toList();
  }

  private List<Problem> duplicates(Metadata metadata, int entityId, List<Integer> fields) {
    Entity entity = metadata.entity(entityId);
    List<String> values = tables.duplicates(metadata, entity, fields);
    if (values.isEmpty()) {
      return List.of();
    }
    List<String> keys = fields.stream().map(id -> entity.field(id).key()).toList();
    return List.of(
        Problem.of("metadata.duplicates")
            .with("document", "entities/" + entity.key() + ".json")
            .with("fields", keys)
            .with("values", values));
  }

  /** What people call the field or the entity that a change is about. */
  private static Object label(Metadata before, SchemaChange change) {
    Entity entity = before.findEntity(change.entity());
    Field field = entity == null ? null : entity.findField(change.field());
    if (field != null) {
      Label label = field.definition().label();
      return label.texts().isEmpty() ? field.key() : label;
    }
    Label label = entity == null ? Label.NONE : entity.definition().label();
    return label.texts().isEmpty() ? "e" + change.entity() : label;
  }

  private static void demandConsent(Planned planned, PublishOptions options) {
    if (options.hasConsent()) {
      return;
    }
    List<Problem> problems = new ArrayList<>();
    for (SchemaChange change : planned.plan().changes()) {
      boolean isWaiting = options.keepsRecords() && change instanceof SchemaChange.ArchiveTable;
      if (change.isDestructive() && !isWaiting) {
        problems.add(
            Problem.of("metadata.consentNeeded")
                .with("change", JdbcSteps.name(change))
                .with("entity", change.entity())
                .with("field", change.field())
                .with("label", label(planned.before(), change)));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConflictException(problems);
    }
  }

  /**
   * Writes a target; a draft stays where something else is published.
   *
   * @param taken names of drafts that are published
   */
  private void write(
      PublishTarget target, Set<Document.Name> taken, PublishOptions options, Instant now) {
    StoredDocument stored = store.find(target.name());
    long last =
        store.versions(target.name()).stream().findFirst().map(DocumentVersion::version).orElse(0L);
    boolean isSame = stored != null && Objects.equals(stored.content(), target.content());
    long version = isSame ? last : last + 1;
    if (!isSame) {
      store.add(
          new DocumentVersion(
              target.name().kind(),
              target.name().key(),
              version,
              target.content(),
              now,
              options.actor()));
    }
    if (target.content() == null) {
      store.remove(target.name());
      return;
    }
    StoredDocument fresh = stored == null ? StoredDocument.none(target.name()) : stored;
    store.save(Followers.published(fresh, target, version, taken));
  }
}
