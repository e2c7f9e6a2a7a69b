package dev.dougong.web.backup;

import dev.dougong.engine.backup.BackupProgress;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A second place of sealed backups, on another machine. Names are those of {@link BackupNames};
 * whatever else lies there is not seen. Where the store does not do what it is asked, every method
 * throws a {@link dev.dougong.engine.problem.ProblemException} that says why: {@code
 * backup.copyUnreachable}, {@code backup.copyKeyRefused}, {@code backup.copyNoBucket}, {@code
 * backup.copyFailed}. Thread-safe.
 */
public interface BackupStore {

  /**
   * A backup in it.
   *
   * @param sha256 digest of the sealed file, as it was told when it was put; null where nobody told
   */
  record Stored(long bytes, @Nullable String sha256) {}

  /** Where it is, for people to read; without secrets. */
  String place();

  /** The part of it below a key; what lies elsewhere is not seen there. */
  BackupStore within(String key);

  /** Sizes in bytes by name, the newest first. */
  Map<String, Long> list();

  /** A backup that is there; null where none is. */
  @Nullable Stored find(String name);

  /**
   * Puts a finished file there, piece by piece, each checked by the store as it comes in. It has
   * its name only when all of it is there; where that does not succeed nothing is left, and what an
   * earlier try left is thrown away. Nobody else may be putting the same one.
   *
   * @param progress told after each piece; ends it by throwing
   */
  void put(String name, Path file, String sha256, BackupProgress progress);

  /**
   * A backup from its first byte; the caller closes it.
   *
   * @throws dev.dougong.engine.problem.InputException {@code backup.copyMissing}
   */
  InputStream open(String name);

  /** Deletes a backup; nothing happens where there is none. */
  void delete(String name);
}
