package dev.dougong.engine.metadata.internal;

import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.MetadataSource;
import dev.dougong.engine.metadata.compile.Compilation;
import dev.dougong.engine.metadata.compile.MetadataCompiler;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentSet;
import dev.dougong.engine.metadata.publish.MetadataReload;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the newest snapshot of a workspace and swaps it in one step. A request that began with one
 * snapshot keeps it. Thread-safe.
 */
public final class MetadataSnapshots implements MetadataSource, MetadataReload {

  private static final Logger LOG = LoggerFactory.getLogger(MetadataSnapshots.class);

  private final Workspace workspace;
  private final ZoneId zone;
  private final DocumentStore store;
  private final JdbcCatalogue catalogue;
  private final MetadataCompiler compiler;
  private final Transactions transactions;
  private final AtomicReference<@Nullable Metadata> current = new AtomicReference<>();

  /**
   * Reads nothing yet.
   *
   * @param zone where no app names one
   */
  public MetadataSnapshots(
      Workspace workspace,
      ZoneId zone,
      DocumentStore store,
      JdbcCatalogue catalogue,
      MetadataCompiler compiler,
      Transactions transactions) {
    this.workspace = workspace;
    this.zone = zone;
    this.store = store;
    this.catalogue = catalogue;
    this.compiler = compiler;
    this.transactions = transactions;
  }

  @Override
  public Metadata current() {
    Metadata metadata = current.get();
    return metadata == null ? reload() : metadata;
  }

  /**
   * Takes what is published now. Call after a publishing of this node, when another node told of
   * one, and when the connection that listens was lost. An older snapshot never replaces a newer.
   */
  @Override
  public Metadata reload() {
    Metadata newest = transactions.required(this::load);
    return current.updateAndGet(
        known -> known != null && known.version() > newest.version() ? known : newest);
  }

  /** Like {@link #reload}, but only where the version has changed. */
  @Override
  public Metadata refresh() {
    Metadata known = current.get();
    return known != null && known.version() == catalogue.version() ? known : reload();
  }

  /** The snapshot as the transaction sees it. */
  public Metadata load() {
    long version = catalogue.version();
    IdAssignment ids = catalogue.provisional();
    Compilation compilation =
        compiler.compile(
            new MetadataCompiler.Input(workspace, version, zone, published(), ids, ids));
    if (!compilation.problems().isEmpty()) {
      LOG.warn("Published metadata has problems: {}", compilation.problems());
    }
    return compilation.metadata();
  }

  /** All documents that are published. */
  DocumentSet published() {
    List<Document> documents = new ArrayList<>();
    for (StoredDocument stored : store.documents()) {
      String content = stored.content();
      if (content != null) {
        documents.add(new Document(stored.kind(), stored.key(), DocumentJson.read(content)));
      }
    }
    return new DocumentSet(documents);
  }

  Workspace workspace() {
    return workspace;
  }

  ZoneId zone() {
    return zone;
  }
}
