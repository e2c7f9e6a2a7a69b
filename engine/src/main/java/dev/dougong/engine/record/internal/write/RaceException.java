package dev.dougong.engine.record.internal.write;

/** A statement found the row other than it was read; the write must be done under locks. */
final class RaceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RaceException() {
    super("the record changed meanwhile", null, false, false);
  }
}
