package dev.dougong.engine.packages.internal;

import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.metadata.document.DocumentKinds;
import dev.dougong.engine.metadata.internal.MetadataSnapshots;
import dev.dougong.engine.metadata.internal.StoredPublishing;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.packages.PackageData;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.WorkspaceScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;

/** Wires packages for the application, which gives the port for people and records. */
@Dependent
public final class PackageBeans {

  @Produces
  @WorkspaceScoped
  StoredPackages packages(
      DocumentStore store,
      DocumentKinds kinds,
      StoredPublishing publishing,
      MetadataSnapshots snapshots,
      Instance<PackageData> data,
      AuditLog audit,
      Transactions transactions,
      InstantSource clock) {
    PackageData target = data.isResolvable() ? data.get() : PackageData.NONE;
    return new StoredPackages(
        store, kinds, publishing, snapshots, target, audit, transactions, clock);
  }
}
