package dev.dougong.web.startup.internal;

import dev.dougong.engine.storage.Workspace;
import java.util.List;

/**
 * {@code verify-backup [--in KEY] FILE|s3:NAME}: reads a backup to its end; needs keys, no
 * database.
 */
public final class VerifyBackupCommand implements ServerCommand {

  /** As it is typed. */
  public static final String NAME = "verify-backup";

  private final BackupPlaces places;

  /** Of backups in these places. */
  public VerifyBackupCommand(BackupPlaces places) {
    this.places = places;
  }

  @Override
  public Database database(Workspace workspace) {
    return Database.NONE;
  }

  @Override
  public int run(Server server, List<String> arguments) {
    BackupWork work = new BackupWork(server);
    BackupPlaces.Found backup = places.found(server.workspace(), arguments, work.files());
    server.say().accept("正在校验 / verifying: " + backup.place());
    String found = BackupWork.described(work.files().verify(backup.source(), work.progress()));
    server.say().accept("备份完整 / the backup is whole: " + found);
    return 0;
  }
}
