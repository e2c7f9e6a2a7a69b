package dev.dougong.engine.backup;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;

/**
 * Writes the workspace out and makes it again. Reading goes on while a backup is written, and so
 * does writing. Thread-safe.
 */
public interface Backups {

  /**
   * Writes all rows as they are at this moment. The stream is flushed, not closed; without its end
   * it is refused by every other method.
   *
   * @throws dev.dougong.engine.problem.ConflictException {@code backup.changed}: a table went away
   *     meanwhile, a second try is good; {@code backup.busy}: another backup is being written
   */
  BackupManifest write(OutputStream to, BackupProgress progress);

  /**
   * Reads a backup to its end and compares every part with the manifest.
   *
   * @throws dev.dougong.engine.problem.InputException {@code backup.notABackup}, {@code
   *     backup.incomplete}, {@code backup.damaged}, {@code backup.newer}
   */
  BackupManifest verify(InputStream from, BackupProgress progress);

  /**
   * Restores a backup into a schema beside the workspace, counts, and drops that again. The
   * workspace is not touched.
   *
   * @throws dev.dougong.engine.problem.InputException as {@link #verify}, and {@code
   *     backup.otherMigration}, {@code backup.otherWorkspace}: it is of one with another key and
   *     has something sealed, which names that key
   * @throws dev.dougong.engine.problem.ConflictException {@code backup.busy}: another restore runs
   */
  BackupManifest prove(BackupSource source, BackupProgress progress);

  /**
   * Makes the workspace what it was at the moment of a backup: in a schema beside it, which takes
   * its name at the end in one transaction. What was there stays under another name. No node may
   * run; where it is not the main workspace that has to be suspended or in the making. Until the
   * end nothing is changed; what a killed try left is dropped by the next.
   *
   * @throws dev.dougong.engine.problem.InputException as {@link #prove}
   * @throws dev.dougong.engine.problem.ConflictException {@code backup.nodesRun}, {@code
   *     backup.notSuspended}, {@code backup.busy}
   */
  Restored restore(BackupSource source, BackupProgress progress);

  /**
   * What came of a restore.
   *
   * @param manifest of the backup
   * @param kept name of the schema that holds what was there before; empty where nothing was
   */
  record Restored(BackupManifest manifest, String kept) {}

  /**
   * Whether a restore began where no workspace was, and did not come to its end. Nothing may start
   * then: it would find no workspace and make an empty one. Restoring again mends it.
   */
  boolean isRestoreUnfinished();

  /** Ids of the keys of the ring under which something of the workspace is sealed. */
  Set<String> keyIds();

  /** Whether anybody, on whichever node, writes a backup, restores one, or tries one. */
  boolean isBusy();

  /**
   * Lets what waits leave the house again after a restore.
   *
   * @return whether it was held
   */
  boolean releaseSending();
}
