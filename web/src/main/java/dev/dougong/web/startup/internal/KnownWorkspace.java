package dev.dougong.web.startup.internal;

import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.wiring.StandAlone;
import dev.dougong.engine.workspace.WorkspaceRegistry.Entry;
import dev.dougong.engine.workspace.WorkspaceRegistry.State;
import dev.dougong.web.config.EngineBeans;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The workspace of which a command is. */
final class KnownWorkspace {

  /** More than nodes need, which look once a second. */
  private static final long LET_GO_MILLIS = 5_000;

  private KnownWorkspace() {}

  /**
   * Refuses one that the installation does not have.
   *
   * @throws IllegalStateException with a text in both languages
   */
  static void check(ServerCommand.Server server) {
    if (server.workspace().equals(Workspace.MAIN)) {
      return;
    }
    BackupWork.refuseUnless(find(server) != null, missing(server.workspace().key()));
  }

  /**
   * Waits until all nodes have let go of a suspended workspace, which takes them a second.
   *
   * @throws ConflictException {@code backup.notSuspended}
   */
  static void awaitRest(ServerCommand.Server server) {
    @Nullable Entry entry = find(server);
    if (entry == null || entry.state() != State.SUSPENDED) {
      throw new ConflictException(
          Problem.of("backup.notSuspended").with("value", server.workspace().key()));
    }
    server.say().accept("等待各节点放开工作区 / waiting for nodes to let go of the workspace");
    try {
      TimeUnit.MILLISECONDS.sleep(LET_GO_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static @Nullable Entry find(ServerCommand.Server server) {
    return StandAlone.workspaces(
            server.url(), server.user(), server.password(), EngineBeans.machineClock())
        .find(server.workspace().key());
  }

  /** That there is none of the key. */
  static String missing(String key) {
    return "没有这个工作区 / there is no such workspace: " + key;
  }
}
