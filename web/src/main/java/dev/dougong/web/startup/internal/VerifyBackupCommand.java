package dev.dougong.web.startup.internal;

import java.nio.file.Path;
import java.util.List;

/** {@code verify-backup FILE}: reads a backup to its end; needs the keys and no database. */
public final class VerifyBackupCommand implements ServerCommand {

  /** As it is typed. */
  public static final String NAME = "verify-backup";

  @Override
  public Database database() {
    return Database.NONE;
  }

  @Override
  public int run(Server server, List<String> arguments) {
    Path file = BackupWork.file(arguments);
    BackupWork work = new BackupWork(server);
    server.say().accept("正在校验 / verifying: " + file);
    String found = BackupWork.described(work.files().verify(file, work.progress()));
    server.say().accept("备份完整 / the backup is whole: " + found);
    return 0;
  }
}
