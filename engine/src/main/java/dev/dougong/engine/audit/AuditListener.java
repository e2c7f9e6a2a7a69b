package dev.dougong.engine.audit;

import dev.dougong.engine.storage.Workspace;

/** Hears of each entry of the audit log as it is written, within its transaction. Thread-safe. */
public interface AuditListener {

  /** What was written counts once the thread's transaction is committed. */
  void written(Workspace workspace, AuditLog.Entry entry);
}
