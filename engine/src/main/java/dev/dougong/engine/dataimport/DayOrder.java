package dev.dougong.engine.dataimport;

/** What {@code 1/5/2024} means. */
public enum DayOrder {
  /** Nobody said: such a day is a problem of its row. */
  UNKNOWN("unknown"),
  /** 5 January. */
  MONTH_FIRST("monthFirst"),
  /** 1 May. */
  DAY_FIRST("dayFirst");

  private final String key;

  DayOrder(String key) {
    this.key = key;
  }

  /** Name in JSON. */
  public String key() {
    return key;
  }
}
