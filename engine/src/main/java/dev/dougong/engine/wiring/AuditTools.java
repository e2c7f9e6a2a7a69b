package dev.dougong.engine.wiring;

import dev.dougong.engine.audit.AuditChain;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.wiring.internal.AuditConnection;

/** The audit chain for commands that run beside the application. */
public final class AuditTools {

  private AuditTools() {}

  /**
   * The chain of a workspace, to be verified over connections that only read; it closes nothing.
   *
   * @param url JDBC address of the database
   */
  public static AuditChain chain(String url, String user, String password, Workspace workspace) {
    return AuditConnection.chain(url, user, password, workspace);
  }
}
