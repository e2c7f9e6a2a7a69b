package dev.dougong.web.backup;

import dev.dougong.engine.backup.BackupCopies;
import dev.dougong.engine.backup.BackupCopies.Claim;
import dev.dougong.engine.backup.BackupProgress;
import dev.dougong.engine.backup.BackupSource;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.web.backup.BackupStore.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Copies finished backups of a workspace from their folder into the second place. Thread-safe. */
public final class BackupCopier {

  private static final Duration HOLD_EACH = Duration.ofSeconds(10);

  private final BackupFolder folder;
  private final BackupStore store;
  private final BackupCopies copies;
  private final InstantSource clock;

  /** From a folder into a store. */
  public BackupCopier(
      BackupFolder folder, BackupStore store, BackupCopies copies, InstantSource clock) {
    this.folder = folder;
    this.store = store;
    this.copies = copies;
    this.clock = clock;
  }

  /**
   * What became of a copy.
   *
   * @param problem null where it is there
   */
  public record Outcome(Claim claim, @Nullable Problem problem) {}

  /** Copies the newest that is due; null where none is, or its file is gone. */
  public @Nullable Outcome copyNext() {
    @Nullable Claim claim = copies.claim();
    return claim == null ? null : copy(claim);
  }

  /** Copies one now; null where another one does, or it is there. */
  public @Nullable Outcome copyNow(String name) {
    @Nullable Claim claim = copies.claim(name);
    return claim == null ? null : copy(claim);
  }

  private @Nullable Outcome copy(Claim claim) {
    @Nullable Path file = folder.find(claim.name());
    if (file == null) {
      copies.forget(claim.name());
      return null;
    }
    try {
      Stored stored = copied(store, file, hold(claim));
      copies.copied(claim.name(), stored.bytes(), stored.sha256());
      return new Outcome(claim, null);
    } catch (RuntimeException e) {
      Problem problem = problem(e);
      copies.failed(claim, problem);
      return new Outcome(claim, problem);
    }
  }

  private BackupProgress hold(Claim claim) {
    Instant[] held = {clock.instant()};
    return (name, bytes) -> {
      Instant now = clock.instant();
      if (Duration.between(held[0], now).compareTo(HOLD_EACH) >= 0) {
        held[0] = now;
        if (!copies.hold(claim)) {
          throw new ConflictException(Problem.of("backup.copyTaken").with("value", name));
        }
      }
    };
  }

  /**
   * Puts a file into a store unless it is there already, and compares length and digest.
   *
   * @throws InputException {@code backup.copyDamaged} where the copy is not what the file is
   */
  public static Stored copied(BackupStore store, Path file, BackupProgress progress) {
    String name = file.getFileName().toString();
    try {
      Stored wanted =
          new Stored(Files.size(file), Digests.sha256(file, bytes -> progress.at(name, 0)));
      if (wanted.equals(store.find(name))) {
        return wanted;
      }
      store.put(name, file, String.valueOf(wanted.sha256()), progress);
      if (!wanted.equals(store.find(name))) {
        throw new InputException(
            Problem.of("backup.copyDamaged").with("place", store.place()).with("value", name));
      }
      return wanted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What went wrong, to be told. */
  public static Problem problem(RuntimeException e) {
    if (e instanceof ProblemException told) {
      return told.problems().get(0);
    }
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return Problem.of("backup.copyFailed")
        .with("place", "")
        .with("value", cause.getClass().getSimpleName() + ": " + cause.getMessage());
  }

  /** A copy as a backup that can be read more than once. */
  public BackupSource source(String name, BackupFiles files) {
    return files.source(() -> store.open(name));
  }
}
