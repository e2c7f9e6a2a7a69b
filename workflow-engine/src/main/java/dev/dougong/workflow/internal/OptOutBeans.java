package dev.dougong.workflow.internal;

import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.workflow.message.Channels;
import dev.dougong.workflow.message.OptOuts;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/** Wires opt-outs for the application. */
@Dependent
public final class OptOutBeans {

  @Produces
  @WorkspaceScoped
  OptOuts optOuts(
      Statements statements, Transactions transactions, Channels channels, AuditLog audit) {
    return new JdbcOptOuts(statements, transactions, channels, audit);
  }
}
