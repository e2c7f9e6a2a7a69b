package dev.dougong.engine.access;

/**
 * A number that moves with every change of users, roles of users, the tree, sessions and keys, so
 * that every node knows when what it remembers is old. Thread-safe.
 */
public interface AccessEpochStore {

  /** The number now. */
  long current();

  /** Moves it in the transaction of the change. */
  void advance();
}
