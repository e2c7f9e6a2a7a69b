package dev.dougong.engine.wiring.internal;

import dev.dougong.engine.audit.Actors;
import dev.dougong.engine.audit.AuditChain;
import dev.dougong.engine.audit.AuditChecks;
import dev.dougong.engine.audit.AuditErasures;
import dev.dougong.engine.audit.AuditListener;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.audit.AuditRetention;
import dev.dougong.engine.audit.internal.HeardAuditLog;
import dev.dougong.engine.audit.internal.JdbcAuditChain;
import dev.dougong.engine.audit.internal.JdbcAuditChecks;
import dev.dougong.engine.audit.internal.JdbcAuditErasures;
import dev.dougong.engine.audit.internal.JdbcAuditLog;
import dev.dougong.engine.audit.internal.JdbcAuditRetention;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.storage.internal.Jdbc;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;
import javax.sql.DataSource;

/** Evidence over the application's data source. */
@Dependent
public final class AuditParts {

  @Produces
  @WorkspaceScoped
  AuditLog auditLog(
      DataSource source,
      Workspace workspace,
      Actors actors,
      InstantSource clock,
      Instance<AuditListener> listeners) {
    JdbcAuditLog log = new JdbcAuditLog(new Jdbc(source), workspace, actors, clock);
    return new HeardAuditLog(log, workspace, actors, listeners.stream().toList());
  }

  @Produces
  @WorkspaceScoped
  AuditChain auditChain(
      DataSource source, Transactions transactions, Workspace workspace, InstantSource clock) {
    return new JdbcAuditChain(new Jdbc(source), transactions, workspace, clock);
  }

  @Produces
  @WorkspaceScoped
  AuditErasures auditErasures(DataSource source, Workspace workspace, AuditLog log) {
    return new JdbcAuditErasures(new Jdbc(source), workspace, log);
  }

  @Produces
  @WorkspaceScoped
  AuditRetention auditRetention(
      DataSource source,
      Transactions transactions,
      Workspace workspace,
      AuditLog log,
      InstantSource clock) {
    return new JdbcAuditRetention(new Jdbc(source), transactions, workspace, log, clock);
  }

  @Produces
  @WorkspaceScoped
  AuditChecks auditChecks(
      DataSource source,
      Transactions transactions,
      Workspace workspace,
      AuditChain chain,
      InstantSource clock) {
    return new JdbcAuditChecks(new Jdbc(source), transactions, workspace, chain, clock);
  }
}
