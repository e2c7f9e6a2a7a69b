package dev.dougong.engine.expression;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the value of an expression depends on.
 *
 * @param fields all paths that are read, in order of first use; a path into the rows of a table or
 *     multi reference goes through that field ({@code items}, {@code items.price})
 * @param usesToday whether it reads {@code today()}
 * @param usesNow whether it reads {@code now()}
 * @param usesUser whether it reads the user, their organisation unit or roles
 */
public record Dependencies(
    Set<FieldPath> fields, boolean usesToday, boolean usesNow, boolean usesUser) {

  /** Copies the set. */
  public Dependencies {
    fields = Collections.unmodifiableSet(new LinkedHashSet<>(fields));
  }

  /** Whether it reads the day or the instant. */
  public boolean usesTime() {
    return usesToday || usesNow;
  }

  /** Whether the same record gives the same value at any time to anybody, so it may be stored. */
  public boolean isStable() {
    return !usesTime() && !usesUser;
  }
}
