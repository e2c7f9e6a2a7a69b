package dev.dougong.engine.access;

/**
 * The number of {@link AccessEpochStore} as this node knows it, at most a moment old; asking costs
 * nothing. What is remembered of people and rights is remembered under it. Thread-safe.
 */
public interface AccessEpoch {

  /** The number; negative, and a new one for each call, while it is not known. */
  long current();

  /** Looks at once: call it after the transaction of a change. */
  void refresh();
}
