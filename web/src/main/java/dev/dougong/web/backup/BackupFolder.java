package dev.dougong.web.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the backups, a setting of the server. Only files with names of {@link BackupNames}
 * are seen, so no name that comes from outside leads anywhere else. Thread-safe.
 */
public final class BackupFolder {

  private final Path folder;

  /** A folder, which need not be there yet. */
  public BackupFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Where it is. */
  public Path path() {
    return folder;
  }

  /**
   * The place of a backup, whether or not it is there.
   *
   * @throws IllegalArgumentException for a name that no backup has
   */
  public Path file(String name) {
    if (BackupNames.begunAt(name) == null) {
      throw new IllegalArgumentException("name: '" + name + "' is no backup's");
    }
    return folder.resolve(name);
  }

  /** The file of a backup that is there; null for any other name. */
  public @Nullable Path find(String name) {
    @Nullable Path file = BackupNames.begunAt(name) == null ? null : file(name);
    return file != null && Files.isRegularFile(file) ? file : null;
  }

  /** Sizes in bytes by name, the newest first; empty where the folder is not there. */
  public Map<String, Long> files() {
    Map<String, Long> files = new TreeMap<>(Comparator.reverseOrder());
    for (Path file : all()) {
      String name = file.getFileName().toString();
      if (find(name) != null) {
        files.put(name, file.toFile().length());
      }
    }
    return files;
  }

  /** Deletes what killed backups left. Nobody may be writing one. */
  public void sweep() {
    for (Path file : all()) {
      String name = file.getFileName().toString();
      int end = name.length() - BackupFiles.UNFINISHED.length();
      if (name.endsWith(BackupFiles.UNFINISHED)
          && BackupNames.begunAt(name.substring(0, end)) != null) {
        delete(file);
      }
    }
  }

  /** Deletes a backup; nothing happens where there is none. */
  public void delete(String name) {
    delete(file(name));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
