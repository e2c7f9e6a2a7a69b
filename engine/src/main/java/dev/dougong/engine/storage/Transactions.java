package dev.dougong.engine.storage;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs work in a database transaction (READ COMMITTED). All statements of the thread inside it,
 * record SQL and the platform's own tables alike, use one connection.
 */
public interface Transactions {

  /**
   * Joins the thread's transaction or begins one; commits when the outermost work returns, rolls
   * back when it throws.
   */
  <T> T required(Supplier<T> work);

  /** Whether the thread is inside a transaction. */
  boolean isActive();

  /**
   * Tells when the thread's transaction has ended, and whether it was committed; from whichever
   * thread ends it. Only inside one.
   */
  void afterEnd(Consumer<Boolean> told);
}
