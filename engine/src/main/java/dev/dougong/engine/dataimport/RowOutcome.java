package dev.dougong.engine.dataimport;

/** What became of a row, or would. */
public enum RowOutcome {
  /** A new record. */
  CREATED("created"),
  /** A changed record. */
  UPDATED("updated"),
  /** A record that had all these values. */
  UNCHANGED("unchanged"),
  /** A record that is there and is left as it is. */
  SKIPPED("skipped"),
  /** Something is wrong with it. */
  FAILED("failed"),
  /** What it did was undone. */
  UNDONE("undone"),
  /** What it did stays, because somebody changed the record since. */
  KEPT("kept");

  private final String key;

  RowOutcome(String key) {
    this.key = key;
  }

  /** Name in JSON and in the table. */
  public String key() {
    return key;
  }

  /** The outcome of a name that the table holds. */
  public static RowOutcome of(String key) {
    for (RowOutcome outcome : values()) {
      if (outcome.key.equals(key)) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("key: '" + key + "' is no outcome");
  }
}
