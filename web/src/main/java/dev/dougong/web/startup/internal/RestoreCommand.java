package dev.dougong.web.startup.internal;

import dev.dougong.engine.backup.Backups.Restored;
import dev.dougong.engine.storage.Workspace;
import java.util.List;

/**
 * {@code restore [--in KEY] FILE|s3:NAME}: makes the workspace what it was. All is built beside
 * what is there, which changes its name at the very end and is kept. Others than the main one are
 * suspended meanwhile, and nodes may run.
 */
public final class RestoreCommand implements ServerCommand {

  /** As it is typed. */
  public static final String NAME = "restore";

  private final BackupPlaces places;

  /** Of backups in these places. */
  public RestoreCommand(BackupPlaces places) {
    this.places = places;
  }

  @Override
  public Database database(Workspace workspace) {
    return workspace.equals(Workspace.MAIN) ? Database.ALONE : Database.BESIDE;
  }

  @Override
  public int run(Server server, List<String> arguments) {
    KnownWorkspace.check(server);
    boolean isMain = server.workspace().equals(Workspace.MAIN);
    if (!isMain) {
      KnownWorkspace.awaitRest(server);
    }
    BackupWork work = new BackupWork(server);
    BackupPlaces.Found backup = places.found(server.workspace(), arguments, work.files());
    server
        .say()
        .accept(
            "正在恢复;全部完成之前,现有数据不变 / restoring; until all of it is there, nothing is changed: "
                + backup.place());
    Restored restored = work.backups().restore(backup.source(), work.progress());
    server.say().accept("恢复完成 / restored: " + BackupWork.described(restored.manifest()));
    if (!restored.kept().isEmpty()) {
      server
          .say()
          .accept(
              "恢复前的数据保留在数据库模式中 / what was there before is kept as the schema: " + restored.kept());
    }
    server
        .say()
        .accept(
            "所有人需要重新登录;对外发送已暂停,请管理员在“备份”页面放行 / everybody signs in again; nothing is sent to the"
                + " outside until an administrator releases it on the page of backups");
    if (!isMain) {
      server
          .say()
          .accept(
              "工作区仍是停用状态,确认后请恢复使用 / the workspace is still suspended; when all is well: "
                  + "./run --workspace resume "
                  + server.workspace().key());
    }
    return 0;
  }
}
