package dev.dougong.web.startup.internal;

import dev.dougong.engine.backup.BackupManifest;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.web.backup.BackupCopier;
import dev.dougong.web.backup.BackupNames;
import dev.dougong.web.backup.BackupStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code backup [--in KEY] [FILE|FOLDER]}: writes a sealed backup, also while the application runs.
 * One in the usual folder is copied into the second place, where there is one, and so is what waits
 * there for that.
 */
public final class BackupCommand implements ServerCommand {

  /** As it is typed. */
  public static final String NAME = "backup";

  private final BackupPlaces places;

  /** Into these places. */
  public BackupCommand(BackupPlaces places) {
    this.places = places;
  }

  @Override
  public Database database(Workspace workspace) {
    return Database.BESIDE;
  }

  @Override
  public int run(Server server, List<String> arguments) {
    KnownWorkspace.check(server);
    BackupWork work = new BackupWork(server);
    Path place =
        arguments.isEmpty() ? places.folder(server.workspace()) : Path.of(arguments.get(0));
    boolean isFolder = arguments.isEmpty() || Files.isDirectory(place);
    Path file =
        (isFolder ? place.resolve(BackupNames.at(work.now())) : place).toAbsolutePath().normalize();
    BackupWork.refuseUnless(
        !Files.exists(file), "文件已存在,不会覆盖 / is there already and stays: " + file);
    server.say().accept("正在备份 / backing up: " + file);
    BackupManifest manifest = work.files().write(file, work.progress());
    server.say().accept("备份完成 / backed up: " + BackupWork.described(manifest));
    if (arguments.isEmpty()) {
      copy(work, file);
    }
    server
        .say()
        .accept(
            "恢复时需要密钥文件 secret-keys,请与备份分开保存 / restoring needs the file secret-keys: keep it,"
                + " apart from the backups");
    return 0;
  }

  /** The backup is good, whatever becomes of its copy. */
  private void copy(BackupWork work, Path file) {
    try {
      @Nullable BackupStore store = places.store(work.workspace());
      if (store != null && !work.isSandbox()) {
        work.say("正在复制到 / copying to: " + store.place());
        new BackupCopying(work, store).copy(file);
      }
    } catch (RuntimeException e) {
      work.say(
          "备份已完成,但没有复制成功 / the backup is made, but it was not copied: "
              + work.told(BackupCopier.problem(e)));
    }
  }
}
