package dev.dougong.web.backup;

import dev.dougong.engine.backup.BackupCopies;
import dev.dougong.engine.backup.BackupCopies.Entry;
import dev.dougong.engine.backup.BackupCopies.Step;
import dev.dougong.engine.backup.BackupLog;
import dev.dougong.engine.backup.BackupLog.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Keeps the notes about copies of a workspace in step with its folder and the second place, and
 * prunes there. Thread-safe.
 */
public final class CopyUpkeep {

  private static final Duration COMPARE_EACH = Duration.ofHours(1);
  private static final Duration COMPARE_AGAIN = Duration.ofMinutes(5);

  private final BackupFolder folder;
  private final BackupStore store;
  private final BackupCopies copies;
  private final BackupLog log;
  private volatile Instant compareAt = Instant.EPOCH;

  /** Between a folder and a store. */
  public CopyUpkeep(BackupFolder folder, BackupStore store, BackupCopies copies, BackupLog log) {
    this.folder = folder;
    this.store = store;
    this.copies = copies;
    this.log = log;
  }

  /** Notes what lies in the folder, and from time to time compares the notes with the store. */
  public void look(Instant now) {
    note();
    if (now.isBefore(compareAt)) {
      return;
    }
    if (compareAt.equals(Instant.EPOCH)) {
      // a start may come with other settings
      copies.retryAll();
    }
    compareAt = now.plus(COMPARE_AGAIN);
    compare();
    prune();
    compareAt = now.plus(COMPARE_EACH);
  }

  private void note() {
    Set<String> files = folder.files().keySet();
    List<Entry> known = copies.list();
    Set<String> wanted = wanted(files, known);
    for (Entry entry : known) {
      boolean waits = entry.step() == Step.WAITING || entry.step() == Step.FAILED;
      if (waits && !(files.contains(entry.name()) && wanted.contains(entry.name()))) {
        copies.forget(entry.name());
      }
    }
    files.stream().filter(wanted::contains).forEach(copies::want);
  }

  /** What shall lie in the store: as many as the plan keeps, of all that there is. */
  private Set<String> wanted(Set<String> files, List<Entry> known) {
    TreeSet<String> all = new TreeSet<>(Comparator.reverseOrder());
    all.addAll(files);
    known.stream()
        .filter(entry -> entry.step() == Step.COPIED)
        .forEach(entry -> all.add(entry.name()));
    Plan plan = log.plan();
    return plan.isOn() ? all.stream().limit(plan.keep()).collect(Collectors.toSet()) : all;
  }

  /** Others may have put or deleted something. */
  private void compare() {
    Map<String, Long> stored = store.list();
    Set<String> files = folder.files().keySet();
    List<Entry> known = copies.list();
    Set<String> wanted = wanted(files, known);
    Set<String> names = known.stream().map(Entry::name).collect(Collectors.toSet());
    stored.forEach(
        (name, bytes) -> {
          // what is in the folder as well is compared with it when it is copied
          if (!names.contains(name) && !files.contains(name)) {
            copies.copied(name, bytes, null);
          }
        });
    for (Entry entry : known) {
      String name = entry.name();
      if (entry.step() == Step.COPIED && !stored.containsKey(name)) {
        if (files.contains(name) && wanted.contains(name)) {
          copies.wantAgain(name);
        } else {
          copies.forget(name);
        }
      }
    }
  }

  /**
   * Deletes what the plan does not keep. Only where the newest is proven, as in the folder: so a
   * good one always stays.
   */
  public void prune() {
    Plan plan = log.plan();
    if (!plan.isOn()) {
      return;
    }
    List<String> stored = List.copyOf(store.list().keySet());
    boolean isProven =
        log.list().stream()
            .filter(entry -> entry.step() == BackupLog.Step.PROVEN)
            .anyMatch(entry -> stored.indexOf(entry.name()) == 0);
    if (isProven) {
      stored.stream()
          .skip(plan.keep())
          .forEach(
              name -> {
                store.delete(name);
                copies.forget(name);
              });
    }
  }
}
