package dev.dougong.engine.backup;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import java.util.List;
import java.util.Set;

/** What a module says about its tables when a workspace travels. */
public interface RestorePart {

  /** Tables whose rows stay behind because they are good for a moment only: sessions, attempts. */
  default Set<String> leftOut() {
    return Set.of();
  }

  /**
   * Statements that make the loaded rows fit for a later moment on another server; they run in one
   * transaction, in their order, after all rows are there and today's migrations have run.
   *
   * @param schema the new schema, which nobody uses yet
   */
  List<Sql> afterRestore(SqlName schema);
}
