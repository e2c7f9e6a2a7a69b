package dev.dougong.engine.query.internal;

import org.jspecify.annotations.Nullable;

/**
 * An answer that waits to be asked for again. Immutable.
 *
 * @param at which transactions it has seen, as {@code pg_snapshot}; null where nothing is kept yet
 * @param answer groups that were answered
 * @param groups the groups that it was made of, or null where they cannot be brought forward
 * @param isLarge whether it has too many of them to be kept
 */
record KeptAnswer(
    @Nullable String at, AnsweredGroups answer, @Nullable KeptGroups groups, boolean isLarge) {

  /** The mark of a question that was asked once: the next one is worth keeping. */
  static final KeptAnswer ASKED = new KeptAnswer(null, AnsweredGroups.NONE, null, false);

  /** The mark of a question whose answer is too large. */
  static final KeptAnswer LARGE = new KeptAnswer(null, AnsweredGroups.NONE, null, true);

  /** How much room it takes, in values. */
  int weight() {
    return 10 + answer.weight() + (groups == null ? 0 : 10 * groups.size());
  }
}
