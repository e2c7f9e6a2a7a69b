package dev.dougong.web.log;

import dev.dougong.engine.audit.AuditListener;
import dev.dougong.engine.audit.AuditLog.Entry;
import dev.dougong.engine.storage.Workspace;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.jboss.logging.Logger;

/**
 * Entries of the audit log as lines of the log, for a collector that watches for attacks: what
 * happened, who, from where. To what and the details stay here: they are names and values. Off
 * unless the log leaves the machine.
 */
@Singleton
public final class AuditLines implements AuditListener {

  /** A category of its own, so that it is switched by itself. */
  private static final Logger LOG = Logger.getLogger("dev.dougong.audit");

  private final TransactionSynchronizationRegistry transactions;

  /** With the transactions of the product. */
  @Inject
  public AuditLines(TransactionSynchronizationRegistry transactions) {
    this.transactions = transactions;
  }

  @Override
  public void written(Workspace workspace, Entry entry) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
      tell(workspace, entry);
      return;
    }
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // it is told of what is done only
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              tell(workspace, entry);
            }
          }
        });
  }

  private static void tell(Workspace workspace, Entry entry) {
    LOG.infof(
        "audit %s by %s from %s in %s",
        entry.kind(),
        entry.actor() == null ? "nobody" : entry.actor(),
        entry.address().isEmpty() ? "here" : entry.address(),
        workspace.key());
  }
}
