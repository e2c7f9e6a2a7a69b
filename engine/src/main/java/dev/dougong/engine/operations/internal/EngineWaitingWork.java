package dev.dougong.engine.operations.internal;

import dev.dougong.engine.operations.WaitingWork;
import dev.dougong.engine.operations.WaitingWorkSource;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import jakarta.inject.Singleton;
import java.util.List;

/** Imports and changes of storage that are not done. */
@Singleton
public final class EngineWaitingWork implements WaitingWorkSource {

  @Override
  public List<WaitingWork> waiting() {
    return List.of(
        new WaitingWork(
            "imports",
            SqlName.of("data_import"),
            SqlName.of("at"),
            Sql.of("status in ('checking', 'running', 'undoing')")),
        new WaitingWork(
            "storageSteps",
            SqlName.of("storage_step"),
            SqlName.of("due_at"),
            Sql.of("state in ('waiting', 'running')")));
  }
}
