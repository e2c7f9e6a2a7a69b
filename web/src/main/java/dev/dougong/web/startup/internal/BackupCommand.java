package dev.dougong.web.startup.internal;

import dev.dougong.engine.backup.BackupManifest;
import dev.dougong.web.backup.BackupNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code backup [FILE|FOLDER]}: writes a sealed backup, also while the application runs. */
public final class BackupCommand implements ServerCommand {

  /** As it is typed. */
  public static final String NAME = "backup";

  private final Path usual;

  /** Without a place on the command line it writes into this folder. */
  public BackupCommand(Path usual) {
    this.usual = usual;
  }

  @Override
  public Database database() {
    return Database.BESIDE;
  }

  @Override
  public int run(Server server, List<String> arguments) {
    BackupWork work = new BackupWork(server);
    Path place = arguments.isEmpty() ? usual : Path.of(arguments.get(0));
    boolean isFolder = arguments.isEmpty() || Files.isDirectory(place);
    Path file =
        (isFolder ? place.resolve(BackupNames.at(work.now())) : place).toAbsolutePath().normalize();
    BackupWork.refuseUnless(
        !Files.exists(file), "文件已存在,不会覆盖 / is there already and stays: " + file);
    server.say().accept("正在备份 / backing up: " + file);
    BackupManifest manifest = work.files().write(file, work.progress());
    server.say().accept("备份完成 / backed up: " + BackupWork.described(manifest));
    server
        .say()
        .accept(
            "恢复时需要密钥文件 secret-keys,请与备份分开保存 / restoring needs the file secret-keys: keep it,"
                + " apart from the backups");
    return 0;
  }
}
