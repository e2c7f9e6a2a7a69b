package dev.dougong.engine.expression;

/** Why an evaluation gave null although its inputs were there. */
public enum Diagnostic {
  /** {@code x / 0} or {@code x % 0}. */
  DIVISION_BY_ZERO,
  /** A number of 10^30 or more, or a count beyond what the function takes. */
  NUMBER_OUT_OF_RANGE,
  /** 30 February, or a year outside 0001 to 9999. */
  NO_SUCH_DATE,
  /** More than 10,000 characters. */
  TEXT_TOO_LONG,
  /** A text that is not a number, date or time where one was to be read. */
  UNREADABLE_TEXT
}
