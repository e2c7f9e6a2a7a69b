package dev.dougong.engine.dataimport.format.xlsx;

import dev.dougong.engine.problem.InputException;
import org.jspecify.annotations.Nullable;

/** Finds the refusal inside what an XML reader makes of it. */
final class InputExceptions {

  private InputExceptions() {}

  static void unlessRefused(Exception wrapped) {
    @Nullable Throwable cause = wrapped;
    while (cause != null) {
      if (cause instanceof InputException refusal) {
        throw refusal;
      }
      cause = cause.getCause();
    }
  }
}
