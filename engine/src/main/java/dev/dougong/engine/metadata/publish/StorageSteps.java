package dev.dougong.engine.metadata.publish;

import java.util.List;

/**
 * Changes of storage that go on in the background. Any number of nodes may run them; one works at a
 * time, and another goes on where it stopped. Rights are the caller's business. Thread-safe.
 */
public interface StorageSteps {

  /** The newest steps, newest first. */
  List<StorageStep> newest(int limit);

  /** Puts a failed step back into its place; false where it did not fail. */
  boolean retry(long id);

  /**
   * Makes a new key for encrypted fields, and notes that what older keys sealed in records is to be
   * sealed anew.
   *
   * @return number of the key
   */
  int exchangeKeys();

  /**
   * Does all steps that are due, in their order. To be called after a publishing and every few
   * seconds, outside a transaction.
   *
   * @return how many steps ended; 0 where nothing is due or another node works
   */
  int runDue();
}
