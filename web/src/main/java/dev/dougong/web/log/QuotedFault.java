package dev.dougong.web.log;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fault whose messages are written on one line each; its places are those of the true one. */
final class QuotedFault extends Exception {

  private static final long serialVersionUID = 1;

  private final String text;

  QuotedFault(Throwable fault) {
    this(fault, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private QuotedFault(Throwable fault, Set<Throwable> seen) {
    super(
        fault.getMessage() == null ? null : OneLine.escaped(fault.getMessage()),
        next(fault, seen),
        true,
        true);
    text = OneLine.escaped(fault.toString());
    setStackTrace(fault.getStackTrace());
    for (Throwable other : fault.getSuppressed()) {
      if (seen.add(other)) {
        addSuppressed(new QuotedFault(other, seen));
      }
    }
  }

  private static @Nullable Throwable next(Throwable fault, Set<Throwable> seen) {
    @Nullable Throwable cause = fault.getCause();
    return cause == null || !seen.add(cause) ? null : new QuotedFault(cause, seen);
  }

  /** Whether any message of it has more than one line. */
  static boolean isNeededFor(Throwable fault) {
    return isNeededFor(fault, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static boolean isNeededFor(Throwable fault, Set<Throwable> seen) {
    if (!seen.add(fault)) {
      return false;
    }
    if (!OneLine.isOneLine(fault.toString())) {
      return true;
    }
    for (Throwable other : fault.getSuppressed()) {
      if (isNeededFor(other, seen)) {
        return true;
      }
    }
    return fault.getCause() != null && isNeededFor(fault.getCause(), seen);
  }

  @Override
  public String toString() {
    return text;
  }
}
