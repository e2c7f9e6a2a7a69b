package dev.dougong.engine.backup;

/** Is told how far a backup or a restore has come; ends it by throwing. */
@FunctionalInterface
public interface BackupProgress {

  /** Tells nobody. */
  BackupProgress NONE = (part, bytes) -> {};

  /**
   * Called at the beginning of each part and about every megabyte, on the thread that works. What
   * it throws ends the work; nothing of it is left that could be used.
   *
   * @param part what is being written or read, the name of a table
   * @param bytes of all parts so far, before compression
   */
  void at(String part, long bytes);
}
