package dev.dougong.engine.metadata.internal;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.store.DocumentExtension;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.metadata.store.DocumentVersion;
import dev.dougong.engine.metadata.store.InstalledApp;
import dev.dougong.engine.metadata.store.RestorePoint;
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.WorkspaceScoped;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Documents in tables of the platform, through Hibernate ORM with Panache. */
@WorkspaceScoped
public final class PanacheDocumentStore implements DocumentStore {

  /** Upgrades of an app that can be taken back. */
  private static final int RESTORE_POINTS = 5;

  private final Transactions transactions;

  /** In the application's transactions. */
  @Inject
  public PanacheDocumentStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<StoredDocument> documents() {
    return run(
        () ->
            DocumentRow.<DocumentRow>find("order by kind, key").list().stream()
                .map(DocumentRow::toStored)
                .toList());
  }

  @Override
  public @Nullable StoredDocument find(Document.Name name) {
    return run(
        () -> {
          DocumentRow row = row(name);
          return row == null ? null : row.toStored();
        });
  }

  @Override
  public void save(StoredDocument document) {
    change(
        () -> {
          DocumentRow row = row(document.name());
          boolean isNew = row == null;
          if (row == null) {
            row = new DocumentRow();
            row.kind = document.kind();
            row.key = document.key();
          }
          row.set(document);
          if (isNew) {
            row.persist();
          }
        });
  }

  @Override
  public void remove(Document.Name name) {
    change(() -> DocumentRow.deleteById(new DocumentRow.Name(name.kind(), name.key())));
  }

  @Override
  public void add(DocumentVersion version) {
    change(
        () -> {
          DocumentVersionRow row = new DocumentVersionRow();
          row.kind = version.kind();
          row.key = version.key();
          row.version = version.version();
          row.content = version.content();
          row.publishedAt = version.publishedAt();
          row.publishedBy = version.publishedBy();
          row.persist();
        });
  }

  @Override
  public List<DocumentVersion> versions(Document.Name name) {
    return run(
        () ->
            DocumentVersionRow.<DocumentVersionRow>find(
                    "kind = ?1 and key = ?2 order by version desc", name.kind(), name.key())
                .list()
                .stream()
                .map(DocumentVersionRow::toVersion)
                .toList());
  }

  @Override
  public List<DocumentExtension> extensions() {
    return run(
        () -> {
          Map<String, Integer> order = new HashMap<>();
          apps().forEach(app -> order.put(app.key(), order.size()));
          return DocumentExtensionRow.<DocumentExtensionRow>findAll().list().stream()
              .map(DocumentExtensionRow::toExtension)
              .sorted(
                  java.util.Comparator.<DocumentExtension>comparingInt(
                          one -> order.getOrDefault(one.app(), Integer.MAX_VALUE))
                      .thenComparing(DocumentExtension::kind)
                      .thenComparing(DocumentExtension::key))
              .toList();
        });
  }

  @Override
  public void saveExtensions(String app, List<DocumentExtension> extensions) {
    change(
        () -> {
          DocumentExtensionRow.delete("app", app);
          for (DocumentExtension extension : extensions) {
            DocumentExtensionRow row = new DocumentExtensionRow();
            row.kind = extension.kind();
            row.key = extension.key();
            row.app = app;
            row.content = extension.content();
            row.persist();
          }
        });
  }

  @Override
  public List<InstalledApp> apps() {
    return run(
        () ->
            AppRow.<AppRow>find("order by installedAt, key").list().stream()
                .map(AppRow::toApp)
                .toList());
  }

  @Override
  public @Nullable InstalledApp findApp(String key) {
    return run(
        () -> {
          AppRow row = AppRow.findById(key);
          return row == null ? null : row.toApp();
        });
  }

  @Override
  public void saveApp(InstalledApp app) {
    change(
        () -> {
          AppRow row = AppRow.findById(app.key());
          boolean isNew = row == null;
          if (row == null) {
            row = new AppRow();
            row.key = app.key();
          }
          row.version = app.version();
          row.content = app.content();
          row.installedAt = app.installedAt();
          row.installedBy = app.installedBy();
          if (isNew) {
            row.persist();
          }
        });
  }

  @Override
  public void removeApp(String key) {
    change(
        () -> {
          DocumentExtensionRow.delete("app", key);
          RestorePointRow.delete("app", key);
          AppRow.deleteById(key);
        });
  }

  @Override
  public void add(RestorePoint point) {
    change(
        () -> {
          RestorePointRow row = new RestorePointRow();
          row.set(point);
          row.persist();
          points(point.app().key()).stream().skip(RESTORE_POINTS).forEach(RestorePointRow::delete);
        });
  }

  @Override
  public @Nullable RestorePoint lastRestorePoint(String app) {
    return run(() -> points(app).stream().findFirst().map(RestorePointRow::toPoint).orElse(null));
  }

  @Override
  public void removeRestorePoint(long id) {
    change(() -> RestorePointRow.deleteById(id));
  }

  private static List<RestorePointRow> points(String app) {
    return RestorePointRow.find("app = ?1 order by id desc", app).list();
  }

  private static @Nullable DocumentRow row(Document.Name name) {
    return DocumentRow.findById(new DocumentRow.Name(name.kind(), name.key()));
  }

  private <T extends @Nullable Object> T run(Supplier<T> work) {
    return transactions.required(work);
  }

  /** Statements of the same transaction that do not go through Panache see the change. */
  private void change(Runnable work) {
    run(
        () -> {
          try {
            work.run();
            Panache.getEntityManager().flush();
          } catch (OptimisticLockException | ConstraintViolationException e) {
            throw new ConflictException(Problem.of("metadata.staleDraft"));
          }
          return Boolean.TRUE;
        });
  }
}
