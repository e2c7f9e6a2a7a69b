package dev.dougong.engine.metadata.internal;

import dev.dougong.engine.audit.AuditErasures;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.check.CandidateCheck;
import dev.dougong.engine.metadata.compile.MetadataCompiler;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.DocumentKinds;
import dev.dougong.engine.metadata.impact.UseSource;
import dev.dougong.engine.metadata.publish.DerivedRecords;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.seal.FieldKeys;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.storage.internal.Jdbc;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Wires documents, publishing and snapshots for the application. */
@Dependent
public final class MetadataBeans {

  @Produces
  @Singleton
  DocumentKinds kinds(Instance<DocumentKind> kinds) {
    return new DocumentKinds(kinds);
  }

  @Produces
  @Singleton
  CandidateCheck check(DocumentKinds kinds, FieldTypes types) {
    return new CandidateCheck(kinds, types, new Expressions());
  }

  @Produces
  @WorkspaceScoped
  JdbcCatalogue catalogue(DataSource source, Workspace workspace, FieldTypes types) {
    return new JdbcCatalogue(new Jdbc(source), workspace, types);
  }

  @Produces
  @WorkspaceScoped
  JdbcSteps steps(DataSource source, Workspace workspace) {
    return new JdbcSteps(new Jdbc(source), workspace);
  }

  @Produces
  @WorkspaceScoped
  MetadataSnapshots snapshots(
      Workspace workspace,
      DocumentStore store,
      JdbcCatalogue catalogue,
      FieldTypes types,
      Transactions transactions) {
    return new MetadataSnapshots(
        workspace,
        ZoneOffset.UTC,
        store,
        catalogue,
        new MetadataCompiler(types, new Expressions()),
        transactions);
  }

  @Produces
  @WorkspaceScoped
  StoredPublishing publishing(
      DocumentStore store,
      JdbcCatalogue catalogue,
      JdbcSteps steps,
      MetadataSnapshots snapshots,
      CandidateCheck check,
      DataSource source,
      Transactions transactions,
      AuditLog audit,
      InstantSource clock) {
    return new StoredPublishing(
        store,
        catalogue,
        steps,
        snapshots,
        check,
        new Expressions(),
        new Jdbc(source),
        transactions,
        audit,
        clock);
  }

  @Produces
  @WorkspaceScoped
  StoredDocuments documents(
      DocumentStore store,
      CandidateCheck check,
      StoredPublishing publishing,
      Transactions transactions,
      InstantSource clock) {
    return new StoredDocuments(store, check, publishing, transactions, clock);
  }

  @Produces
  @WorkspaceScoped
  StoredImpacts impacts(
      DocumentStore store,
      MetadataSnapshots snapshots,
      CandidateCheck check,
      DataSource source,
      Instance<UseSource> sources,
      Transactions transactions) {
    return new StoredImpacts(
        store, snapshots, check, new Jdbc(source), () -> sources, transactions);
  }

  @Produces
  @WorkspaceScoped
  StoredRenames renames(
      DocumentStore store,
      JdbcCatalogue catalogue,
      MetadataSnapshots snapshots,
      CandidateCheck check,
      StoredDocuments documents,
      StoredPublishing publishing,
      Transactions transactions) {
    return new StoredRenames(
        store, catalogue, snapshots, check, documents, publishing, transactions);
  }

  @Produces
  @WorkspaceScoped
  StoredConversions conversions(
      MetadataSnapshots snapshots,
      CandidateCheck check,
      FieldTypes types,
      DataSource source,
      Transactions transactions) {
    return new StoredConversions(snapshots, check, types, new Jdbc(source), transactions);
  }

  @Produces
  @WorkspaceScoped
  StorageWorker worker(
      DataSource source,
      JdbcCatalogue catalogue,
      JdbcSteps steps,
      MetadataSnapshots snapshots,
      Instance<DerivedRecords> derived,
      Transactions transactions,
      AuditErasures evidence,
      FieldKeys keys,
      InstantSource clock) {
    return new StorageWorker(
        new Jdbc(source),
        catalogue,
        steps,
        snapshots,
        late(derived),
        transactions,
        evidence,
        keys,
        clock);
  }

  /** Records are built on metadata, so they are asked for when they are first needed. */
  private static DerivedRecords late(Instance<DerivedRecords> derived) {
    return new DerivedRecords() {
      @Override
      public @Nullable UUID recompute(
          Metadata metadata, int entity, int field, @Nullable UUID after) {
        return derived.get().recompute(metadata, entity, field, after);
      }

      @Override
      public @Nullable UUID rebuildSearch(Metadata metadata, int entity, @Nullable UUID after) {
        return derived.get().rebuildSearch(metadata, entity, after);
      }
    };
  }
}
