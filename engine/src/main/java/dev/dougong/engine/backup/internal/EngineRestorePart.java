package dev.dougong.engine.backup.internal;

import dev.dougong.engine.backup.RestorePart;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import java.util.List;
import java.util.Set;

/**
 * Nobody is signed in after a restore, and a backup holds nothing to sign in with at once. What is
 * known of backups is known of files beside this database.
 */
public final class EngineRestorePart implements RestorePart {

  @Override
  public Set<String> leftOut() {
    return Set.of(
        "session", "sign_in_attempt", "sign_in_flow", "backup_file", "backup_copy", "node");
  }

  @Override
  public List<Sql> afterRestore(SqlName schema) {
    return List.of();
  }
}
