package dev.dougong.engine.testkit;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.store.DocumentExtension;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.metadata.store.DocumentVersion;
import dev.dougong.engine.metadata.store.InstalledApp;
import dev.dougong.engine.metadata.store.RestorePoint;
import dev.dougong.engine.metadata.store.StoredDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Documents in memory, without transactions; for tests that need no Quarkus. */
public final class MemoryDocumentStore implements DocumentStore {

  private final Map<String, StoredDocument> documents = new TreeMap<>();
  private final List<DocumentVersion> versions = new ArrayList<>();
  private final Map<String, List<DocumentExtension>> extensions = new LinkedHashMap<>();
  private final Map<String, InstalledApp> apps = new LinkedHashMap<>();
  private final List<RestorePoint> points = new ArrayList<>();

  @Override
  public List<StoredDocument> documents() {
    return List.copyOf(documents.values());
  }

  @Override
  public @Nullable StoredDocument find(Document.Name name) {
    return documents.get(name.toString());
  }

  @Override
  public void save(StoredDocument document) {
    StoredDocument known = find(document.name());
    long revision = known == null ? 1 : known.revision() + 1;
    documents.put(document.name().toString(), document.withRevision(revision));
  }

  @Override
  public void remove(Document.Name name) {
    documents.remove(name.toString());
  }

  @Override
  public void add(DocumentVersion version) {
    versions.add(version);
  }

  @Override
  public List<DocumentVersion> versions(Document.Name name) {
    return versions.stream()
        .filter(one -> one.kind().equals(name.kind()) && one.key().equals(name.key()))
        .sorted(Comparator.comparingLong(DocumentVersion::version).reversed())
        .toList();
  }

  @Override
  public List<DocumentExtension> extensions() {
    return apps.keySet().stream()
        .flatMap(app -> extensions.getOrDefault(app, List.of()).stream())
        .toList();
  }

  @Override
  public void saveExtensions(String app, List<DocumentExtension> added) {
    extensions.put(app, List.copyOf(added));
  }

  @Override
  public List<InstalledApp> apps() {
    return List.copyOf(apps.values());
  }

  @Override
  public @Nullable InstalledApp findApp(String key) {
    return apps.get(key);
  }

  @Override
  public void saveApp(InstalledApp app) {
    apps.put(app.key(), app);
  }

  @Override
  public void removeApp(String key) {
    apps.remove(key);
    extensions.remove(key);
    points.removeIf(one -> one.app().key().equals(key));
  }

  @Override
  public void add(RestorePoint point) {
    points.add(
        new RestorePoint(
            points.stream().mapToLong(RestorePoint::id).max().orElse(0) + 1,
            point.app(),
            point.state(),
            point.createdAt(),
            point.createdBy()));
  }

  @Override
  public @Nullable RestorePoint lastRestorePoint(String app) {
    return points.stream()
        .filter(one -> one.app().key().equals(app))
        .max(Comparator.comparingLong(RestorePoint::id))
        .orElse(null);
  }

  @Override
  public void removeRestorePoint(long id) {
    points.removeIf(one -> one.id() == id);
  }
}
