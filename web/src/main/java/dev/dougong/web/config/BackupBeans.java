package dev.dougong.web.config;

import dev.dougong.engine.backup.Backups;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.wiring.StandAlone;
import dev.dougong.web.backup.BackupFiles;
import dev.dougong.web.backup.BackupFolder;
import dev.dougong.web.backup.BackupSeal;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

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
}
