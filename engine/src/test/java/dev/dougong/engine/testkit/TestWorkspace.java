package dev.dougong.engine.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.audit.Actors;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.audit.internal.JdbcAuditErasures;
import dev.dougong.engine.audit.internal.JdbcAuditLog;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.check.CandidateCheck;
import dev.dougong.engine.metadata.compile.MetadataCompiler;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.DocumentKinds;
import dev.dougong.engine.metadata.internal.JdbcCatalogue;
import dev.dougong.engine.metadata.internal.JdbcSteps;
import dev.dougong.engine.metadata.internal.MetadataSnapshots;
import dev.dougong.engine.metadata.internal.StorageWorker;
import dev.dougong.engine.metadata.internal.StoredConversions;
import dev.dougong.engine.metadata.internal.StoredDocuments;
import dev.dougong.engine.metadata.internal.StoredImpacts;
import dev.dougong.engine.metadata.internal.StoredPublishing;
import dev.dougong.engine.metadata.internal.StoredRenames;
import dev.dougong.engine.metadata.kind.AppKind;
import dev.dougong.engine.metadata.kind.EntityKind;
import dev.dougong.engine.metadata.kind.MenuKind;
import dev.dougong.engine.metadata.kind.RoleKind;
import dev.dougong.engine.metadata.publish.DerivedRecords;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.metadata.publish.PublishResult;
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.seal.internal.JdbcFieldSeals;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.storage.internal.LocalDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A workspace in which documents can be drafted and published, with its own schema. */
public final class TestWorkspace {

  private static final FieldTypes TYPES = FieldTypes.onClassPath();

  public final Workspace workspace;
  public final LocalDatabase database;
  public final Jdbc jdbc;
  public final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
  public final MemoryDocumentStore store = new MemoryDocumentStore();
  public final AuditLog audit;
  public final JdbcCatalogue catalogue;
  public final JdbcSteps steps;
  public final CandidateCheck check;
  public final MetadataSnapshots snapshots;
  public final StoredPublishing publishing;
  public final StoredDocuments documents;
  public final StoredImpacts impacts;
  public final StoredRenames renames;
  public final StoredConversions conversions;
  public final JdbcFieldSeals seals;
  public final FieldTypes types;

  /** With the kinds of the engine. */
  public TestWorkspace() {
    this(List.of());
  }

  /** With the kinds of the engine and of another module. */
  public TestWorkspace(List<? extends DocumentKind> more) {
    this(TestDatabase.newWorkspace(), TestDatabase.dataSource(), more);
  }

  /** A workspace whose tables are there. */
  public TestWorkspace(Workspace workspace, DataSource source, List<? extends DocumentKind> more) {
    this.workspace = workspace;
    database = new LocalDatabase(source);
    jdbc = new Jdbc(database.dataSource());
    seals = TestSeals.of(jdbc, workspace, database);
    types = TYPES.with(seals);
    catalogue = new JdbcCatalogue(jdbc, workspace, types);
    steps = new JdbcSteps(jdbc, workspace);
    List<DocumentKind> kinds =
        new ArrayList<>(
            List.of(new AppKind(), new EntityKind(types), new MenuKind(), new RoleKind()));
    kinds.addAll(more);
    Expressions expressions = new Expressions();
    check = new CandidateCheck(new DocumentKinds(kinds), types, expressions);
    snapshots =
        new MetadataSnapshots(
            workspace,
            ZoneOffset.UTC,
            store,
            catalogue,
            new MetadataCompiler(types, expressions),
            database);
    audit = new JdbcAuditLog(jdbc, workspace, Actors.ENGINE, clock);
    publishing =
        new StoredPublishing(
            store, catalogue, steps, snapshots, check, expressions, jdbc, database, audit, clock);
    documents = new StoredDocuments(store, check, publishing, database, clock);
    impacts = new StoredImpacts(store, snapshots, check, jdbc, List::of, database);
    renames =
        new StoredRenames(store, catalogue, snapshots, check, documents, publishing, database);
    conversions = new StoredConversions(snapshots, check, types, jdbc, database);
  }

  /** Does background steps of storage. */
  public StorageWorker worker(DerivedRecords derived) {
    return worker(derived, clock);
  }

  /** Does background steps of storage that are due by a clock. */
  public StorageWorker worker(DerivedRecords derived, InstantSource time) {
    return new StorageWorker(
        jdbc,
        catalogue,
        steps,
        snapshots,
        derived,
        database,
        new JdbcAuditErasures(jdbc, workspace, audit),
        seals,
        time);
  }

  /** Saves a draft of JSON. */
  public Document.Name draft(String kind, String json) {
    ObjectNode content = DocumentJson.read(json);
    Document.Name name = new Document.Name(kind, content.path("key").asText());
    documents.putDraft(name, content, null, null);
    return name;
  }

  /** Publishes entities of JSON without consent. */
  public PublishResult publish(String... entities) {
    return publish(PublishOptions.by(null), entities);
  }

  /** Publishes entities of JSON. */
  public PublishResult publish(PublishOptions options, String... entities) {
    List<Document.Name> names = new ArrayList<>();
    for (String entity : entities) {
      names.add(draft("entity", entity));
    }
    return publishing.publish(names, options);
  }

  /** Knows a document that another node has published into the same database. */
  public void know(String kind, String json) {
    ObjectNode content = DocumentJson.read(json);
    Document.Name name = new Document.Name(kind, content.path("key").asText());
    store.save(
        StoredDocument.draft(name, "", clock.instant(), null)
            .published(StoredDocument.LOCAL, null, null, DocumentJson.write(content), 1));
  }

  /** What is published. */
  public Metadata metadata() {
    return snapshots.current();
  }
}
