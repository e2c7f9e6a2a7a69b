package dev.dougong.web.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.backup.BackupSource;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.web.backup.BackupCopier;
import dev.dougong.web.backup.BackupCopier.Outcome;
import dev.dougong.web.backup.BackupFiles;
import dev.dougong.web.backup.BackupStores;
import dev.dougong.web.backup.CopyUpkeep;
import dev.dougong.web.trace.WorkTraces;
import dev.dougong.web.workspace.Workspaces;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Copies finished backups into the second place, whoever made them, and prunes there. What did not
 * succeed is tried again; administrators get a notice where it goes on so. Does nothing where there
 * is no second place.
 */
@Singleton
public final class BackupCopyRounds {

  private static final Logger LOG = Logger.getLogger(BackupCopyRounds.class);
  private static final int AFTER_FIRST_START = 1_000;
  private static final long LOOK_MILLIS = 20_000;

  /** Some seven minutes after the first one: whoever restarts the store need not hear of it. */
  private static final int TELL_FROM_TRY = 4;

  private final BackupStores stores;
  private final BackupCopier copier;
  private final CopyUpkeep upkeep;
  private final AuditLog audit;
  private final AdministratorNotices notices;
  private final InstantSource clock;
  private final WorkRounds rounds;

  /** Over the second place, where there is one. */
  @Inject
  public BackupCopyRounds(
      BackupStores stores,
      BackupCopier copier,
      CopyUpkeep upkeep,
      AuditLog audit,
      AdministratorNotices notices,
      InstantSource clock,
      WorkTraces traces,
      Workspaces workspaces) {
    this.rounds = new WorkRounds(workspaces, traces, "backup-copy", 1);
    this.stores = stores;
    this.copier = copier;
    this.upkeep = upkeep;
    this.audit = audit;
    this.notices = notices;
    this.clock = clock;
  }

  void begin(@Observes @Priority(AFTER_FIRST_START) StartupEvent event) {
    if (stores.isOn()) {
      rounds.again("copying backups", LOOK_MILLIS, LOOK_MILLIS, this::part);
    }
  }

  void end(@Observes ShutdownEvent event) {
    rounds.end();
  }

  /** Whether backups of the caller's workspace are copied. */
  boolean isOn() {
    return stores.isOn();
  }

  /** A copy, to be read. */
  BackupSource source(String name, BackupFiles files) {
    return copier.source(name, files);
  }

  /** Looks at the workspace of the caller without waiting for the next round. */
  void lookSoon() {
    if (stores.isOn()) {
      rounds.once(
          "copying backups",
          () -> {
            boolean isMore = part();
            while (isMore) {
              isMore = part();
            }
          });
    }
  }

  /** Deletes copies that the plan of the caller's workspace does not keep, in the background. */
  void pruneSoon() {
    if (stores.isOn()) {
      rounds.once("pruning copies of backups", this::prune);
    }
  }

  /** What is left is pruned when the notes are compared next. */
  private void prune() {
    try {
      upkeep.prune();
    } catch (ProblemException e) {
      LOG.warnf("copies of backups were not pruned: %s", e.problems());
    }
  }

  private boolean part() {
    try {
      upkeep.look(clock.instant());
    } catch (ProblemException e) {
      LOG.warnf("copies of backups could not be compared: %s", e.problems());
    }
    @Nullable Outcome outcome = copier.copyNext();
    if (outcome == null) {
      return false;
    }
    String name = outcome.claim().name();
    @Nullable Problem problem = outcome.problem();
    if (problem == null) {
      audit.write(
          new AuditLog.Entry(
              "backups.copied", null, "", name, JsonNodeFactory.instance.objectNode()));
      prune();
    } else {
      LOG.warnf("copy of backup %s: %s", name, problem);
      if (outcome.claim().turn() >= TELL_FROM_TRY) {
        notices.tell(
            "backup",
            name + "copy",
            Problem.of("backup.copyTold").with("value", name),
            "/admin/backups");
      }
    }
    return true;
  }
}
