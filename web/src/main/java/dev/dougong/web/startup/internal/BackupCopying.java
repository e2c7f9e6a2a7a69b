package dev.dougong.web.startup.internal;

import dev.dougong.engine.backup.BackupCopies;
import dev.dougong.web.backup.BackupCopier;
import dev.dougong.web.backup.BackupCopier.Outcome;
import dev.dougong.web.backup.BackupFolder;
import dev.dougong.web.backup.BackupStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Copies by a command. The notes are those of the nodes, so both never copy the same one. */
final class BackupCopying {

  private final BackupWork work;
  private final BackupStore store;

  BackupCopying(BackupWork work, BackupStore store) {
    this.work = work;
    this.store = store;
  }

  /** This one, and then what did not succeed earlier. */
  void copy(Path file) {
    @Nullable BackupCopies copies = work.copies();
    if (copies == null) {
      // a database from before there were notes: nobody else copies
      var unused = BackupCopier.copied(store, file, work.progress());
      done(file.getFileName().toString());
      return;
    }
    Path folder = file.resolveSibling(".").normalize();
    BackupCopier copier = new BackupCopier(new BackupFolder(folder), store, copies, work::now);
    @Nullable Outcome outcome = copier.copyNow(file.getFileName().toString());
    if (outcome == null) {
      work.say("另一个节点正在复制,或已复制好 / another node copies it, or it is there already");
    }
    while (outcome != null && outcome.problem() == null) {
      done(outcome.claim().name());
      outcome = copier.copyNext();
    }
    if (outcome != null && outcome.problem() != null) {
      work.say(
          "没有复制成功,稍后会再试 / not copied, it is tried again later: "
              + outcome.claim().name()
              + "; "
              + work.told(outcome.problem()));
    }
  }

  private void done(String name) {
    work.say("已复制 / copied: " + name);
  }
}
