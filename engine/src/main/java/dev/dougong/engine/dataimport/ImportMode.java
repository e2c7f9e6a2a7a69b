package dev.dougong.engine.dataimport;

/** What an import does with records that are there already, and with those that are not. */
public enum ImportMode {
  /** Makes records only; one that is there is a problem of its row. */
  CREATE("create"),
  /** Changes records only; one that is not there is a problem of its row. */
  UPDATE("update"),
  /** Makes what is not there and changes what is. */
  UPSERT("upsert"),
  /** Makes what is not there; of what is, fills what is empty and adds to lists. */
  MERGE("merge"),
  /** Makes what is not there and leaves what is. */
  SKIP("skip");

  private final String key;

  ImportMode(String key) {
    this.key = key;
  }

  /** Name in JSON. */
  public String key() {
    return key;
  }

  /** Whether records are looked for by the key. */
  public boolean isMatching() {
    return this != CREATE;
  }

  /** Whether new records may come of it. */
  public boolean isMaking() {
    return this != UPDATE;
  }

  /** Whether records that are there may change. */
  public boolean isChanging() {
    return this == UPDATE || this == UPSERT || this == MERGE;
  }
}
