package dev.dougong.report.internal;

import dev.dougong.engine.operations.WaitingWork;
import dev.dougong.engine.operations.WaitingWorkSource;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import jakarta.inject.Singleton;
import java.util.List;

/** Packs and alerts that have a next moment. */
@Singleton
public final class ReportWaitingWork implements WaitingWorkSource {

  private static final SqlName NEXT_AT = SqlName.of("next_at");

  @Override
  public List<WaitingWork> waiting() {
    return List.of(
        new WaitingWork(
            "subscriptions", SqlName.of("subscription"), NEXT_AT, Sql.of("next_at is not null")),
        new WaitingWork("alerts", SqlName.of("alert"), NEXT_AT, Sql.of("next_at is not null")));
  }
}
