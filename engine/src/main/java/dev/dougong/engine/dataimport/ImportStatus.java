package dev.dougong.engine.dataimport;

/** Where an import stands. */
public enum ImportStatus {
  /** The file is being read. */
  READING("reading"),
  /** The rows are there; nobody said yet what shall happen. */
  READY("ready"),
  /** All rows are tried, and nothing is kept of it. */
  CHECKING("checking"),
  /** It is known what each row would do. */
  CHECKED("checked"),
  /** Rows are being written. */
  RUNNING("running"),
  /** All rows have been written or told what is wrong with them. */
  DONE("done"),
  /** Records are being put back. */
  UNDOING("undoing"),
  /** All records are as before, but for those that somebody changed since. */
  UNDONE("undone"),
  /** It cannot go on; {@code problems} say why. */
  FAILED("failed");

  private final String key;

  ImportStatus(String key) {
    this.key = key;
  }

  /** Name in JSON and in the table. */
  public String key() {
    return key;
  }

  /** The status of a name that the table holds. */
  public static ImportStatus of(String key) {
    for (ImportStatus status : values()) {
      if (status.key.equals(key)) {
        return status;
      }
    }
    throw new IllegalArgumentException("key: '" + key + "' is no status");
  }

  /** Whether the background has work with it. */
  public boolean isWorking() {
    return this == CHECKING || this == RUNNING || this == UNDOING;
  }
}
