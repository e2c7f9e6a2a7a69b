package dev.dougong.engine.record;

/** What a change did to a record. */
public enum ChangeOperation {
  /** It was made. */
  CREATED(1, "created"),
  /** Somebody changed fields. */
  UPDATED(2, "updated"),
  /** It went to the recycle bin. */
  DELETED(3, "deleted"),
  /** It came back from there. */
  RESTORED(4, "restored"),
  /** The engine moved derived values because another record changed. */
  DERIVED(5, "derived");

  private final int code;
  private final String key;

  ChangeOperation(int code, String key) {
    this.code = code;
    this.key = key;
  }

  /** As it is stored. */
  public int code() {
    return code;
  }

  /** As the API shows it. */
  public String key() {
    return key;
  }

  /** The operation of a stored code. */
  public static ChangeOperation of(int code) {
    for (ChangeOperation operation : values()) {
      if (operation.code == code) {
        return operation;
      }
    }
    throw new IllegalArgumentException("code: " + code + " is no operation");
  }
}
