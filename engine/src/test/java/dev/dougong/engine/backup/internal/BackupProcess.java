package dev.dougong.engine.backup.internal;

import dev.dougong.engine.backup.BackupProgress;
import dev.dougong.engine.storage.Workspace;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** A backup or a restore as a process of its own, to be killed. */
public final class BackupProcess {

  static final String READY = "ready";
  static final String DONE = "done";

  private BackupProcess() {}

  /** Takes what to do, the address of the database, the key of the workspace and the file. */
  @SuppressWarnings("SystemOut") // the parent listens
  public static void main(String... args) throws Exception {
    JdbcBackups backups =
        JdbcBackups.connecting(
            args[1], "postgres", "", Workspace.of(args[2]), InstantSource.system());
    Path file = Path.of(args[3]);
    System.out.println(READY);
    if (args[0].equals("backup")) {
      try (OutputStream out = Files.newOutputStream(file)) {
        backups.write(out, BackupProgress.NONE);
      }
    } else {
      var unused = backups.restore(() -> Files.newInputStream(file), BackupProgress.NONE);
    }
    System.out.println(DONE);
  }
}
