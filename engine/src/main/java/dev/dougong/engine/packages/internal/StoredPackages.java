package dev.dougong.engine.packages.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentKind;
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
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.packages.DataDays;
import dev.dougong.engine.packages.PackageData;
import dev.dougong.engine.packages.PackagePlan;
import dev.dougong.engine.packages.PackagePlan.Action;
import dev.dougong.engine.packages.PackagePlan.Item;
import dev.dougong.engine.packages.Packages;
import dev.dougong.engine.packages.internal.PackagePlanner.Comparison;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.value.Label;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
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
  public PackagePlan plan(byte[] zip) {
    PackageContent content = PackageReader.read(zip, kinds);
    return transactions.required(() -> plan(content, PackagePlanner.compare(store, content)));
  }

  private PackagePlan plan(PackageContent content, Comparison comparison) {
    Publishing.Preview preview = publishing.previewOf(comparison.targets());
    List<Problem> problems = new ArrayList<>(comparison.problems());
    problems.addAll(preview.problems());
    problems.addAll(unknownData(content, comparison));
    InstalledApp installed = store.findApp(content.key());
    return new PackagePlan(
        content.key(),
        content.version(),
        installed == null ? null : installed.version(),
        comparison.items(),
        problems,
        preview.result().changes(),
        preview.result().warnings());
  }

  /** Files of records whose entity is neither in the package nor in the workspace. */
  private List<Problem> unknownData(PackageContent content, Comparison comparison) {
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
    Comparison comparison = PackagePlanner.compare(store, content);
    List<Problem> problems = new ArrayList<>(comparison.problems());
    problems.addAll(unknownData(content, comparison));
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    List<Problem> conflicts = new ArrayList<>();
    for (Item item : comparison.items()) {
      if (item.action() == Action.CONFLICT) {
        String document = item.kind() + "/" + item.key();
        item.problems().forEach(one -> conflicts.add(one.with("document", document)));
      }
    }
    if (!conflicts.isEmpty()) {
      throw new ConflictException(conflicts);
    }
    boolean isFirst = store.findApp(content.key()) == null;
    store.saveApp(
        new InstalledApp(
            content.key(), content.version(), zip.clone(), clock.instant(), options.actor()));
    store.saveExtensions(
        content.key(),
        content.extensions().stream()
            .map(one -> new DocumentExtension(one.kind(), one.key(), content.key(), one.content()))
            .toList());
    PublishResult result =
        publishing.apply(
            comparison.targets(),
            PublishOptions.by(options.actor()).withConsent(options.hasConsent()));
    if (isFirst && options.hasData()) {
      loadData(content);
    }
    tell("app.installed", content.key(), content.version(), options.actor());
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
                    content == null ? Label.NONE : label(DocumentJson.read(content))));
          }
          return apps;
        });
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
          byte[] zip = exported(app, includesLocal);
          audit.tell("app.exported", app, JsonNodeFactory.instance.objectNode());
          return zip;
        });
  }

  private byte[] exported(String key, boolean includesLocal) {
    InstalledApp app = store.findApp(key);
    if (app != null && !includesLocal) {
      return app.content().clone();
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    String owner = app == null ? StoredDocument.LOCAL : key;
    StoredDocument manifest = store.find(new Document.Name("app", key));
    if (manifest == null || manifest.content() == null || !manifest.owner().equals(owner)) {
      throw new AccessException(Problem.of("notFound"));
    }
    if (app != null) {
      PackageContent installed = PackageReader.read(app.content(), kinds);
      installed.data().forEach((entity, csv) -> put(files, "data/" + entity + ".csv", csv));
      installed.people().forEach((file, csv) -> put(files, "people/" + file + ".csv", csv));
      installed
          .extensions()
          .forEach(
              one ->
                  put(
                      files,
                      "extensions/" + one.kind() + "/" + one.key() + ".json",
                      one.content()));
    }
    for (StoredDocument document : store.documents()) {
      boolean isOther = document.kind().equals("app") && !document.key().equals(key);
      boolean isWanted = document.owner().equals(owner) || includesLocal && isLocal(document);
      if (isWanted && !isOther && document.content() != null) {
        String base = document.base();
        String text = base != null && document.local() == null ? base : document.content();
        put(files, path(document), Objects.requireNonNull(text));
      }
    }
    return ZipWriter.write(files);
  }

  private static boolean isLocal(StoredDocument document) {
    return document.owner().equals(StoredDocument.LOCAL);
  }

  private String path(StoredDocument document) {
    if (document.kind().equals("app")) {
      return "app.json";
    }
    DocumentKind kind = kinds.find(document.kind());
    String folder = kind == null ? document.kind() : kind.folder();
    return folder + "/" + document.key() + ".json";
  }

  private static void put(SortedMap<String, byte[]> files, String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
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
    targets.addAll(PackagePlanner.without(store, key));
    store.removeApp(key);
    PublishResult result =
        publishing.apply(
            targets, PublishOptions.by(actor).withConsent(true).keepingRecords(keepsData));
    if (!keepsData) {
      publishing.dropTables(result);
    }
    tell("app.removed", key, null, actor);
    return result;
  }

  @Override
  public byte[] zip(SortedMap<String, byte[]> files) {
    return ZipWriter.write(files);
  }
}
