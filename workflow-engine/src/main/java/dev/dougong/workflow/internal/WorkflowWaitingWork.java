package dev.dougong.workflow.internal;

import dev.dougong.engine.operations.DueMoment;
import dev.dougong.engine.operations.WaitingWork;
import dev.dougong.engine.operations.WaitingWorkSource;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import jakarta.inject.Singleton;
import java.util.List;

/** Steps, timers, messages, calls and syncs that are not done. */
@Singleton
public final class WorkflowWaitingWork implements WaitingWorkSource {

  private static final SqlName DUE_AT = SqlName.of("due_at");

  @Override
  public List<WaitingWork> waiting() {
    return List.of(
        new WaitingWork(
            "steps", SqlName.of("step"), DUE_AT, Sql.of("state < 3 and due_at is not null")),
        new WaitingWork("timers", SqlName.of("due_row"), DUE_AT, Sql.of("true")),
        new WaitingWork(
            "messages", SqlName.of("outbox"), DUE_AT, Sql.of("state < 3 and due_at is not null")),
        new WaitingWork("calls", SqlName.of("service_call"), DUE_AT, Sql.of("due_at is not null")),
        new WaitingWork("syncs", SqlName.of("sync_out"), DUE_AT, Sql.of("due_at is not null")),
        new WaitingWork(
            "bulkStarts", SqlName.of("bulk_start"), SqlName.of("at"), Sql.of("ended_at is null")),
        new WaitingWork(
            "handOvers", SqlName.of("hand_over"), SqlName.of("at"), Sql.of("state in (1, 3)")));
  }

  @Override
  public List<DueMoment> moments() {
    SqlName next = SqlName.of("next_at");
    return List.of(
        new DueMoment(SqlName.of("schedule_row"), next, Sql.of("true")),
        new DueMoment(SqlName.of("sync_state"), next, Sql.of("state = 2")),
        new DueMoment(
            SqlName.of("user_task"),
            SqlName.of("remind_at"),
            Sql.of("status = 1 and remind_at is not null")));
  }
}
