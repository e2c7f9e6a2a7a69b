package dev.dougong.web.startup.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.backup.BackupManifest;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.wiring.StandAlone;
import dev.dougong.engine.workspace.WorkspaceRegistry;
import dev.dougong.engine.workspace.WorkspaceSchemas;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a workspace of a backup of another installation, whole or not at all. Nodes may run: nobody
 * gets in before it is whole, and no node makes it.
 */
final class WorkspaceArrival {

  private static final String BUSY = "backup.busy";

  private final ServerCommand.Server server;
  private final Workspace workspace;
  private final BackupPlaces places;
  private final InstantSource clock;
  private final WorkspaceRegistry registry;
  private final WorkspaceSchemas schemas;

  /** Of a server that is told the workspace. */
  WorkspaceArrival(ServerCommand.Server server, BackupPlaces places, InstantSource clock) {
    this.server = server;
    this.workspace = server.workspace();
    this.places = places;
    this.clock = clock;
    this.registry = StandAlone.workspaces(server.url(), server.user(), server.password(), clock);
    this.schemas = StandAlone.workspaceSchemas(server.url(), server.user(), server.password());
  }

  /**
   * Brings it here.
   *
   * @param file or {@code s3:NAME}
   * @param hosts that lead to it
   */
  void run(String file, List<String> hosts) {
    BackupWork work = new BackupWork(server);
    BackupPlaces.Found backup = places.found(workspace, List.of(file), work.files());
    boolean isTakenUp = registry.find(workspace.key()) != null;
    BackupWork.refuseUnless(
        isTakenUp || schemas.sizes(List.of(workspace)).isEmpty(),
        "数据库中已有这个模式,没有导入 / the database has this schema already, nothing was imported: "
            + workspace.schema().text());
    if (work.backups().isBusy()) {
      throw new ConflictException(Problem.of(BUSY));
    }
    Workspace arriving = registry.arrive(workspace.key(), hosts);
    boolean isDone = false;
    boolean isOfAnother = false;
    try {
      work.say(
          "正在导入;全部完成之前,没有人能进入 / importing; nobody gets in before all of it is there: "
              + backup.place());
      BackupManifest manifest = work.backups().restore(backup.source(), work.progress()).manifest();
      refuseWithoutKeys(work);
      finish(arriving, manifest);
      isDone = true;
      work.say("导入完成 / imported: " + workspace.key() + ", " + BackupWork.described(manifest));
    } catch (ConflictException e) {
      isOfAnother = e.problems().get(0).code().equals(BUSY);
      throw e;
    } finally {
      if (!isDone && !isOfAnother) {
        schemas.drop(arriving);
        registry.remove(arriving);
      }
    }
    work.say(
        "所有人需要重新登录;对外发送已暂停,请它的管理员在“备份”页面放行,并先停用原系统中的工作区 / everybody signs in"
            + " again; nothing is sent to the outside until its administrator releases it on the page"
            + " of backups; suspend the workspace of the other installation before");
  }

  /** What nobody could open here is not half there. */
  private void refuseWithoutKeys(BackupWork work) {
    Set<String> missing = new TreeSet<>(work.backups().keyIds());
    missing.removeAll(server.keys().get().ids());
    if (!missing.isEmpty()) {
      throw new InputException(
          Problem.of("backup.keysMissing").with("value", String.join(", ", missing)));
    }
  }

  private void finish(Workspace arriving, BackupManifest manifest) {
    StandAlone.changeWorkspaces(
        server.url(),
        server.user(),
        server.password(),
        clock,
        (all, audit) -> {
          all.finish(arriving);
          ObjectNode details =
              JsonNodeFactory.instance
                  .objectNode()
                  .put("backupAt", manifest.at())
                  .put("rows", manifest.rows());
          audit.tell("workspaces.arrived", arriving.key(), details);
        });
  }
}
