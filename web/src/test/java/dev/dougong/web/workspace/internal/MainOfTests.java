package dev.dougong.web.workspace.internal;

import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.callback.QuarkusTestAfterEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import org.jspecify.annotations.Nullable;

/** Threads of tests work for the main workspace. */
public final class MainOfTests
    implements QuarkusTestBeforeEachCallback, QuarkusTestAfterEachCallback {

  private static @Nullable Runnable leave;

  @Override
  public void beforeEach(QuarkusTestMethodContext context) {
    WorkspaceContext scope =
        (WorkspaceContext) Arc.container().getContexts(WorkspaceScoped.class).get(0);
    leave = scope.enter(Workspace.MAIN);
  }

  @Override
  public void afterEach(QuarkusTestMethodContext context) {
    if (leave != null) {
      leave.run();
      leave = null;
    }
  }
}
