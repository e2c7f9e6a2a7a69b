package dev.dougong.engine.backup.internal;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;

/** Why a backup is refused. */
final class BackupFaults {

  private BackupFaults() {}

  static InputException notABackup() {
    return InputException.malformed(Problem.of("backup.notABackup"));
  }

  static InputException incomplete() {
    return InputException.malformed(Problem.of("backup.incomplete"));
  }

  static InputException damaged(String part) {
    return InputException.malformed(Problem.of("backup.damaged").with("part", part));
  }

  static InputException newer(String what) {
    return new InputException(Problem.of("backup.newer").with("value", what));
  }

  static InputException otherMigration(String script) {
    return new InputException(Problem.of("backup.otherMigration").with("value", script));
  }
}
