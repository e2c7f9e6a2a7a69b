package dev.dougong.web.config;

import dev.dougong.engine.backup.BackupCopies;
import dev.dougong.engine.backup.BackupLog;
import dev.dougong.engine.backup.Backups;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.wiring.StandAlone;
import dev.dougong.web.backup.BackupCopier;
import dev.dougong.web.backup.BackupFiles;
import dev.dougong.web.backup.BackupFolder;
import dev.dougong.web.backup.BackupSeal;
import dev.dougong.web.backup.BackupStores;
import dev.dougong.web.backup.CopyUpkeep;
import dev.dougong.web.backup.s3.S3BackupStore;
import dev.dougong.web.backup.s3.S3Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Backups over connections of their own, which take part in no transaction, and their files. */
@Dependent
public final class BackupBeans {

  @Produces
  @WorkspaceScoped
  Backups backups(
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password,
      Workspace workspace,
      InstantSource clock) {
    return StandAlone.backups(url, user, password.orElse(""), workspace, clock);
  }

  @Produces
  @WorkspaceScoped
  BackupFiles files(Backups backups, KeyRing keys) {
    return new BackupFiles(backups, new BackupSeal(keys));
  }

  @Produces
  @WorkspaceScoped
  BackupFolder folder(
      @ConfigProperty(name = "dougong.backup.folder") Optional<String> folder,
      @ConfigProperty(name = "dougong.home") String home,
      Workspace workspace) {
    Path ofAll = folder.map(Path::of).orElse(Path.of(home, "backups"));
    return new BackupFolder(
        workspace.equals(Workspace.MAIN) ? ofAll : ofAll.resolve(workspace.key()));
  }

  @Produces
  @Singleton
  BackupStores stores(Config config, Sandbox sandbox) {
    @Nullable S3Settings settings =
        S3Settings.of(
            name ->
                config
                    .getOptionalValue(
                        "dougong.backup.s3." + name.toLowerCase(Locale.ROOT).replace('_', '-'),
                        String.class)
                    .orElse(""));
    return new BackupStores(
        settings == null ? null : new S3BackupStore(settings), sandbox::isMarked);
  }

  @Produces
  @WorkspaceScoped
  BackupCopier copier(
      BackupStores stores,
      BackupFolder folder,
      BackupCopies copies,
      Workspace workspace,
      InstantSource clock) {
    return new BackupCopier(folder, stores.of(workspace), copies, clock);
  }

  @Produces
  @WorkspaceScoped
  CopyUpkeep upkeep(
      BackupStores stores,
      BackupFolder folder,
      BackupCopies copies,
      BackupLog log,
      Workspace workspace) {
    return new CopyUpkeep(folder, stores.of(workspace), copies, log);
  }
}
