package dev.dougong.web.config;

import dev.dougong.engine.access.Access;
import dev.dougong.report.alert.WorkflowStarts;
import dev.dougong.workflow.execution.Executions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Starts workflows when alerts fire, as the person could. Thread-safe. */
@Singleton
public final class ReportStarts implements WorkflowStarts {

  private final Executions executions;

  /** Over the workflows of the workspace. */
  @Inject
  public ReportStarts(Executions executions) {
    this.executions = executions;
  }

  @Override
  public List<Startable> startable(Access access) {
    return executions.startable(access).stream()
        .map(one -> new Startable(one.key(), one.label().in(access.locale(), one.key())))
        .toList();
  }

  @Override
  public void start(Access access, String workflow, UUID id) {
    var unused = executions.start(access, workflow, null, "alert:" + id);
  }
}
