package dev.dougong.web.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.backup.BackupLog;
import dev.dougong.engine.backup.BackupLog.Plan;
import dev.dougong.engine.backup.BackupLog.Step;
import dev.dougong.engine.backup.BackupManifest;
import dev.dougong.engine.backup.BackupProgress;
import dev.dougong.engine.backup.BackupSource;
import dev.dougong.engine.backup.Backups;
import dev.dougong.engine.metadata.MetadataSource;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.web.backup.BackupFiles;
import dev.dougong.web.backup.BackupFolder;
import dev.dougong.web.backup.BackupNames;
import dev.dougong.web.trace.WorkTraces;
import dev.dougong.web.workspace.Workspaces;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes backups by the plan or when asked, restores each on trial, and keeps as many as the plan
 * says. Every node looks, one of them makes the backup of a day. Administrators get a notice where
 * one was not made or is not good.
 */
@Singleton
public final class BackupRounds {

  private static final Logger LOG = Logger.getLogger(BackupRounds.class);
  private static final int AFTER_FIRST_START = 1_000;
  private static final long LOOK_MILLIS = 20_000;
  private static final Duration TELL_EACH = Duration.ofSeconds(1);
  private static final Duration BEGINNING = Duration.ofMinutes(1);

  private final BackupFiles files;
  private final BackupFolder folder;
  private final Backups backups;
  private final BackupLog log;
  private final AuditLog audit;
  private final MetadataSource metadata;
  private final AdministratorNotices notices;
  private final BackupCopyRounds copying;
  private final InstantSource clock;
  private final ObjectMapper mapper = new ObjectMapper();
  private final WorkRounds rounds;

  /** Over the workspace and the folder of its backups. */
  @Inject
  public BackupRounds(
      BackupFiles files,
      BackupFolder folder,
      Backups backups,
      BackupLog log,
      AuditLog audit,
      MetadataSource metadata,
      AdministratorNotices notices,
      BackupCopyRounds copying,
      InstantSource clock,
      Workspaces workspaces,
      WorkTraces traces) {
    this.rounds = new WorkRounds(workspaces, traces, "backup", 1);
    this.files = files;
    this.folder = folder;
    this.backups = backups;
    this.log = log;
    this.audit = audit;
    this.metadata = metadata;
    this.notices = notices;
    this.copying = copying;
    this.clock = clock;
  }

  void begin(@Observes @Priority(AFTER_FIRST_START) StartupEvent event) {
    rounds.again(
        "backing up by the plan",
        LOOK_MILLIS,
        LOOK_MILLIS,
        () -> {
          look();
          return false;
        });
  }

  void end(@Observes ShutdownEvent event) {
    rounds.end();
  }

  private void look() {
    giveUpInterrupted();
    Plan plan = log.plan();
    ZonedDateTime now = clock.instant().atZone(metadata.current().zone());
    if (plan.isOn()
        && !now.toLocalTime().isBefore(plan.at())
        && !backups.isBusy()
        && log.claim(now.toLocalDate())) {
      make(BackupNames.at(clock.instant()), null);
    }
  }

  /** What nobody works at any more did not come to its end. */
  private void giveUpInterrupted() {
    if (backups.isBusy()) {
      return;
    }
    Problem problem = Problem.of("backup.interrupted");
    for (BackupLog.Entry entry : log.list()) {
      boolean isOpen = entry.step() == Step.WRITING || entry.step() == Step.PROVING;
      if (isOpen && entry.stepAt().isBefore(clock.instant().minus(BEGINNING))) {
        log.note(
            entry.name(),
            entry.step() == Step.WRITING ? Step.UNFINISHED : Step.BAD,
            entry.bytes(),
            problem);
      }
    }
  }

  /**
   * Begins a backup in the background; gives the name of its file.
   *
   * @throws ConflictException {@code backup.busy}
   */
  public String makeSoon(UUID by) {
    refuseWhileBusy();
    String name = BackupNames.at(clock.instant());
    log.begin(name, by);
    rounds.once("backing up", () -> make(name, by));
    return name;
  }

  /**
   * Begins a trial restore of a backup that is there or was copied, in the background.
   *
   * @throws ConflictException {@code backup.busy}
   */
  public void proveSoon(String name) {
    refuseWhileBusy();
    log.note(name, Step.PROVING, 0, null);
    rounds.once("restoring on trial", () -> prove(name));
  }

  private void refuseWhileBusy() {
    if (backups.isBusy()) {
      throw new ConflictException(Problem.of("backup.busy"));
    }
  }

  private void make(String name, @Nullable UUID by) {
    log.begin(name, by);
    folder.sweep();
    BackupManifest manifest;
    try {
      manifest = files.write(folder.file(name), progress(name, Step.WRITING));
    } catch (RuntimeException e) {
      fail(name, Step.UNFINISHED, e);
      return;
    }
    log.note(name, Step.PROVING, 0, null);
    tell("backups.made", name, by, manifest);
    copying.lookSoon();
    if (prove(name)) {
      prune();
      copying.pruneSoon();
    }
  }

  private boolean prove(String name) {
    try {
      BackupManifest manifest = backups.prove(source(name), progress(name, Step.PROVING));
      log.note(name, Step.PROVEN, manifest.bytes(), null);
      tell("backups.proven", name, null, manifest);
      return true;
    } catch (RuntimeException e) {
      fail(name, Step.BAD, e);
      return false;
    }
  }

  /** The file, or where it is gone its copy. */
  private BackupSource source(String name) {
    return folder.find(name) == null && copying.isOn()
        ? copying.source(name, files)
        : files.source(folder.file(name));
  }

  private BackupProgress progress(String name, Step step) {
    Instant[] told = {Instant.EPOCH};
    return (part, bytes) -> {
      Instant now = clock.instant();
      if (Duration.between(told[0], now).compareTo(TELL_EACH) >= 0) {
        told[0] = now;
        log.note(name, step, bytes, null);
      }
    };
  }

  private void fail(String name, Step step, RuntimeException e) {
    Problem problem = problem(e);
    LOG.warnf("backup %s: %s, %s", name, step, problem);
    log.note(name, step, 0, problem);
    notices.tell(
        "backup",
        name + step + clock.instant(),
        Problem.of("backup.told").with("value", name),
        "/admin/backups");
  }

  private static Problem problem(RuntimeException e) {
    if (e instanceof ProblemException told) {
      return told.problems().get(0);
    }
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return Problem.of("backup.failed").with("value", String.valueOf(cause.getMessage()));
  }

  private void tell(String kind, String name, @Nullable UUID by, BackupManifest manifest) {
    audit.write(
        new AuditLog.Entry(
            kind,
            by,
            "",
            name,
            mapper.createObjectNode().put("backupAt", manifest.at()).put("rows", manifest.rows())));
  }

  /** Only after one that is proven: so a good one always stays. */
  private void prune() {
    if (!log.plan().isOn()) {
      return;
    }
    folder.files().keySet().stream()
        .skip(log.plan().keep())
        .forEach(
            name -> {
              folder.delete(name);
              log.forget(name);
            });
  }
}
