package dev.dougong.engine.packages.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentKinds;
import dev.dougong.engine.metadata.internal.MetadataSnapshots;
import dev.dougong.engine.metadata.internal.StoredPublishing;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.metadata.publish.PublishResult;
import dev.dougong.engine.metadata.publish.PublishTarget;
import dev.dougong.engine.metadata.publish.Publishing;
import dev.dougong.engine.metadata.store.DocumentExtension;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.metadata.store.InstalledApp;
import dev.dougong.engine.metadata.store.RestorePoint;
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.packages.Choices;
import dev.dougong.engine.packages.DataDays;
import dev.dougong.engine.packages.PackageData;
import dev.dougong.engine.packages.PackagePlan;
import dev.dougong.engine.packages.PackagePlan.Item;
import dev.dougong.engine.packages.Packages;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.value.Label;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Packages over stored documents. Thread-safe. */
public final class StoredPackages implements Packages {

  private final DocumentStore store;
  private final DocumentKinds kinds;
  private final StoredPublishing publishing;
  private final MetadataSnapshots snapshots;
  private final PackageData data;
  private final AuditLog audit;
  private final Transactions transactions;
  private final InstantSource clock;

  /** What it is made of. */
  public StoredPackages(
      DocumentStore store,
      DocumentKinds kinds,
      StoredPublishing publishing,
      MetadataSnapshots snapshots,
      PackageData data,
      AuditLog audit,
      Transactions transactions,
      InstantSource clock) {
    this.store = store;
    this.kinds = kinds;
    this.publishing = publishing;
    this.snapshots = snapshots;
    this.data = data;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public PackagePlan plan(byte[] zip, Choices choices) {
    PackageContent content = PackageReader.read(zip, kinds);
    return transactions.required(
        () -> {
          InstalledApp installed = store.findApp(content.key());
          return plan(
              content.key(), content.version(), installed, compare(content, installed, choices));
        });
  }

  private Comparison compare(
      PackageContent content, @Nullable InstalledApp installed, Choices choices) {
    PackageContent before =
        installed == null ? null : PackageReader.read(installed.content(), kinds);
    Comparison comparison = PackagePlanner.compare(store, content, before, choices);
    comparison.problems().addAll(unknownData(content));
    return comparison;
  }

  private PackagePlan plan(
      String app, String version, @Nullable InstalledApp installed, Comparison comparison) {
    Publishing.Preview preview =
        publishing.previewOf(comparison.targets(), options(app, ApplyOptions.NONE));
    List<Problem> problems = new ArrayList<>(comparison.problems());
    problems.addAll(preview.problems());
    List<Problem> warnings = new ArrayList<>(preview.result().warnings());
    warnings.addAll(WaitingDrafts.warnings(store, comparison.targets()));
    return new PackagePlan(
        app,
        version,
        installed == null ? null : installed.version(),
        comparison.items(),
        problems,
        preview.result().changes(),
        warnings);
  }

  /** What goes with a package waits: records of entities, values of fields, drafts. */
  private static PublishOptions options(String app, ApplyOptions options) {
    return PublishOptions.by(options.actor())
        .withConsent(options.hasConsent())
        .keepingRecords(true)
        .ofPackage(app);
  }

  /** Files of records whose entity is neither in the package nor in the workspace. */
  private List<Problem> unknownData(PackageContent content) {
    List<Problem> problems = new ArrayList<>();
    for (String entity : content.data().keySet()) {
      Document.Name name = new Document.Name("entity", entity);
      boolean isKnown = content.texts().containsKey(name) || store.find(name) != null;
      if (!isKnown) {
        problems.add(
            Problem.of("metadata.unknownEntity")
                .with("value", entity)
                .with("document", "data/" + entity + ".csv"));
      }
    }
    return problems;
  }

  @Override
  public PublishResult apply(byte[] zip, ApplyOptions options) {
    PackageContent content = PackageReader.read(zip, kinds);
    PublishResult result = transactions.required(() -> install(zip, content, options));
    snapshots.reload();
    return result;
  }

  private PublishResult install(byte[] zip, PackageContent content, ApplyOptions options) {
    publishing.lock();
    String key = content.key();
    InstalledApp installed = store.findApp(key);
    Comparison comparison = compare(content, installed, options.choices());
    refuse(comparison);
    Map<Document.Name, StoredDocument> before = documents();
    List<DocumentExtension> extensions = Extensions.of(store).of(key);
    WaitingDrafts.carry(store, comparison.targets());
    PublishResult result = publishing.apply(comparison.targets(), options(key, options));
    Instant now = clock.instant();
    store.saveApp(
        new InstalledApp(
            key,
            content.version(),
            zip.clone(),
            installed == null ? now : installed.installedAt(),
            installed == null ? options.actor() : installed.installedBy()));
    store.saveExtensions(
        key,
        content.extensions().stream()
            .map(one -> new DocumentExtension(one.kind(), one.key(), key, one.content()))
            .toList());
    if (installed != null) {
      String state = RestoreState.between(before, documents(), extensions).write();
      store.add(new RestorePoint(0, installed, state, now, options.actor()));
    } else if (options.hasData()) {
      loadData(content);
    }
    tell("app.installed", key, content.version(), options.actor());
    return result;
  }

  private Map<Document.Name, StoredDocument> documents() {
    Map<Document.Name, StoredDocument> documents = new LinkedHashMap<>();
    store.documents().forEach(one -> documents.put(one.name(), one));
    return documents;
  }

  private static void refuse(Comparison comparison) {
    if (!comparison.problems().isEmpty()) {
      throw new InputException(comparison.problems());
    }
    List<Problem> conflicts = new ArrayList<>();
    for (Item item : comparison.items()) {
      String document = item.kind() + "/" + item.key();
      item.problems().forEach(one -> conflicts.add(one.with("document", document)));
      item.conflicts().stream()
          .filter(one -> one.choice() == null)
          .forEach(one -> conflicts.add(one.problem().with("document", document)));
    }
    if (!conflicts.isEmpty()) {
      throw new ConflictException(conflicts);
    }
  }

  @Override
  public PackagePlan planRollback(String app, Choices choices) {
    return transactions.required(
        () -> {
          RestorePoint point = demandPoint(app);
          RestoreState state = RestoreState.read(point.state());
          return plan(
              app,
              point.app().version(),
              store.findApp(app),
              RollbackPlanner.compare(store, app, state, choices));
        });
  }

  private RestorePoint demandPoint(String app) {
    RestorePoint point = store.lastRestorePoint(app);
    if (point == null) {
      if (store.findApp(app) == null) {
        throw new AccessException(Problem.of("notFound"));
      }
      throw new ConflictException(Problem.of("package.nothingToRollBack").with("value", app));
    }
    return point;
  }

  @Override
  public PublishResult rollback(String app, ApplyOptions options) {
    PublishResult result = transactions.required(() -> goBack(app, options));
    snapshots.reload();
    return result;
  }

  private PublishResult goBack(String app, ApplyOptions options) {
    publishing.lock();
    RestorePoint point = demandPoint(app);
    RestoreState state = RestoreState.read(point.state());
    Comparison comparison = RollbackPlanner.compare(store, app, state, options.choices());
    refuse(comparison);
    WaitingDrafts.carry(store, comparison.targets());
    PublishResult result = publishing.apply(comparison.targets(), options(app, options));
    store.saveApp(point.app());
    store.saveExtensions(app, state.extensions());
    store.removeRestorePoint(point.id());
    tell("app.rolledBack", app, point.app().version(), options.actor());
    return result;
  }

  private void tell(String kind, String app, @Nullable String version, @Nullable UUID actor) {
    audit.write(
        new AuditLog.Entry(
            kind, actor, "", app, JsonNodeFactory.instance.objectNode().put("version", version)));
  }

  private void loadData(PackageContent content) {
    for (String file : List.of("orgUnits", "users")) {
      String csv = content.people().get(file);
      if (csv != null) {
        data.people(file, csv);
      }
    }
    if (!content.data().isEmpty()) {
      Metadata metadata = snapshots.load();
      data.records(
          metadata,
          DataOrder.of(metadata, content.data()),
          DataDays.of(content.app(), clock.instant()));
    }
  }

  @Override
  public List<App> apps() {
    return transactions.required(
        () -> {
          List<App> apps = new ArrayList<>();
          for (InstalledApp app : store.apps()) {
            StoredDocument document = store.find(new Document.Name("app", app.key()));
            String content = document == null ? null : document.content();
            apps.add(
                new App(
                    app.key(),
                    app.version(),
                    content == null ? Label.NONE : label(DocumentJson.read(content)),
                    previous(app.key())));
          }
          return apps;
        });
  }

  private @Nullable String previous(String app) {
    RestorePoint point = store.lastRestorePoint(app);
    return point == null ? null : point.app().version();
  }

  private static Label label(ObjectNode app) {
    Map<String, String> texts = new LinkedHashMap<>();
    app.path("label").properties().forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
    return new Label(texts);
  }

  @Override
  public byte[] export(String app, boolean includesLocal) {
    return transactions.required(
        () -> {
          byte[] zip = new PackageExport(store, kinds).of(app, includesLocal);
          audit.tell("app.exported", app, JsonNodeFactory.instance.objectNode());
          return zip;
        });
  }

  @Override
  public PublishResult uninstall(String app, boolean keepsData, @Nullable UUID actor) {
    PublishResult result = transactions.required(() -> remove(app, keepsData, actor));
    snapshots.reload();
    return result;
  }

  private PublishResult remove(String key, boolean keepsData, @Nullable UUID actor) {
    publishing.lock();
    if (store.findApp(key) == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    List<PublishTarget> targets = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (StoredDocument document : store.documents()) {
      String content = document.content();
      if (document.owner().equals(key)) {
        targets.add(new PublishTarget(document.name(), null, key, null, null));
      } else if (document.kind().equals("app") && content != null) {
        if (DocumentJson.read(content).path("requires").has(key)) {
          problems.add(
              Problem.of("package.isRequired").with("value", key).with("app", document.key()));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new ConflictException(problems);
    }
    targets.addAll(Extensions.without(store, key));
    store.removeApp(key);
    WaitingDrafts.carry(store, targets);
    PublishResult result =
        publishing.apply(
            targets,
            PublishOptions.by(actor)
                .withConsent(true)
                .takingOut(true)
                .keepingRecords(keepsData)
                .ofPackage(key));
    if (!keepsData) {
      publishing.dropTables(result);
      publishing.dropWaiting(key);
    }
    tell("app.removed", key, null, actor);
    return result;
  }

  @Override
  public byte[] zip(SortedMap<String, byte[]> files) {
    return ZipWriter.write(files);
  }
}
