package dev.dougong.web.startup.internal;

import dev.dougong.engine.backup.BackupSource;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.web.backup.BackupFiles;
import dev.dougong.web.backup.BackupNames;
import dev.dougong.web.backup.BackupStore;
import dev.dougong.web.backup.s3.S3BackupStore;
import dev.dougong.web.backup.s3.S3Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where backups of the command line are: files, or {@code s3:NAME} in the second place. */
public final class BackupPlaces {

  private static final String IN_STORE = "s3:";
  private static final int MOST_NAMED = 20;

  private final Path folder;
  private final UnaryOperator<String> setting;

  /**
   * Of an installation.
   *
   * @param folder of backups for which no place is named
   * @param setting of the store, by the end of its name in the environment
   */
  public BackupPlaces(Path folder, UnaryOperator<String> setting) {
    this.folder = folder;
    this.setting = setting;
  }

  /** Where nodes keep those of a workspace, too. */
  Path folder(Workspace workspace) {
    return workspace.equals(Workspace.MAIN) ? folder : folder.resolve(workspace.key());
  }

  /** The second place of a workspace; null where there is none. */
  @Nullable BackupStore store(Workspace workspace) {
    @Nullable S3Settings settings = S3Settings.of(setting);
    return settings == null ? null : new S3BackupStore(settings).within(workspace.key());
  }

  /**
   * A backup that is there.
   *
   * @param place in words
   */
  record Found(String place, BackupSource source) {}

  /** What the only argument names. */
  Found found(Workspace workspace, List<String> arguments, BackupFiles files) {
    if (arguments.size() != 1 || !arguments.get(0).startsWith(IN_STORE)) {
      Path file = BackupWork.file(arguments);
      return new Found(file.toString(), files.source(file));
    }
    @Nullable BackupStore store = store(workspace);
    if (store == null) {
      throw new IllegalStateException(
          "没有设置第二存放处 / no second place of backups is set up: "
              + S3Settings.VARIABLES
              + "ENDPOINT, …");
    }
    String name = arguments.get(0).substring(IN_STORE.length());
    if (BackupNames.begunAt(name) == null) {
      throw new IllegalStateException(
          "请给出备份名称 / name one of: "
              + store.list().keySet().stream()
                  .limit(MOST_NAMED)
                  .map(one -> IN_STORE + one)
                  .collect(Collectors.joining(" ")));
    }
    if (store.find(name) == null) {
      throw new InputException(
          Problem.of("backup.copyMissing").with("place", store.place()).with("value", name));
    }
    return new Found(store.place() + name, files.source(() -> store.open(name)));
  }
}
