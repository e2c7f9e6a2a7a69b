package dev.dougong.web.startup.internal;

import dev.dougong.engine.backup.BackupCopies;
import dev.dougong.engine.backup.BackupManifest;
import dev.dougong.engine.backup.BackupProgress;
import dev.dougong.engine.backup.Backups;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.wiring.StandAlone;
import dev.dougong.web.backup.BackupFiles;
import dev.dougong.web.backup.BackupSeal;
import dev.dougong.web.config.EngineBeans;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the commands about backups have in common. */
final class BackupWork {

  /** For commands that never ask for a connection. */
  private static final String NOWHERE = "jdbc:postgresql://localhost/";

  private static final Duration QUIET = Duration.ofSeconds(5);
  private static final long MEGABYTE = 1 << 20;

  private final ServerCommand.Server server;
  private final InstantSource clock = EngineBeans.machineClock();
  private final Backups backups;
  private final BackupFiles files;

  BackupWork(ServerCommand.Server server) {
    this.server = server;
    this.backups =
        StandAlone.backups(
            server.url().isEmpty() ? NOWHERE : server.url(),
            server.user(),
            server.password(),
            server.workspace(),
            clock);
    this.files = new BackupFiles(backups, new BackupSeal(server.keys().get()));
  }

  Instant now() {
    return clock.instant();
  }

  Workspace workspace() {
    return server.workspace();
  }

  Backups backups() {
    return backups;
  }

  BackupFiles files() {
    return files;
  }

  void say(String text) {
    server.say().accept(text);
  }

  /** What is wrong and what to do, in both languages. */
  String told(Problem problem) {
    ProblemTexts texts = new ProblemTexts();
    return Stream.of(Locale.CHINESE, Locale.ENGLISH)
        .map(
            language ->
                texts.message(problem, language)
                    + " "
                    + Objects.requireNonNullElse(texts.remedy(problem, language), ""))
        .collect(Collectors.joining(" / "));
  }

  /** Notes about copies; null where the database knows none yet. */
  @Nullable BackupCopies copies() {
    return StandAlone.backupCopies(
        server.url(), server.user(), server.password(), server.workspace(), clock);
  }

  /** Whether the database is marked as a copy from which nothing goes to the outside. */
  boolean isSandbox() {
    return StandAlone.isSandbox(server.url(), server.user(), server.password(), server.workspace());
  }

  /** Says from time to time how far it is. */
  BackupProgress progress() {
    Instant[] said = {clock.instant()};
    return (part, bytes) -> {
      Instant now = clock.instant();
      if (Duration.between(said[0], now).compareTo(QUIET) >= 0) {
        said[0] = now;
        server.say().accept("… " + bytes / MEGABYTE + " MB, " + part);
      }
    };
  }

  /** The only argument, a file that is there. */
  static Path file(List<String> arguments) {
    refuseUnless(arguments.size() == 1, "请给出备份文件 / name the file of the backup");
    Path file = Path.of(arguments.get(0)).toAbsolutePath().normalize();
    refuseUnless(Files.isRegularFile(file), "没有这个文件 / there is no such file: " + file);
    return file;
  }

  static void refuseUnless(boolean isGood, String text) {
    if (!isGood) {
      throw new IllegalStateException(text);
    }
  }

  static String described(BackupManifest manifest) {
    return manifest.at()
        + ", "
        + manifest.rows()
        + " 行 / rows, "
        + manifest.bytes() / MEGABYTE
        + " MB";
  }
}
