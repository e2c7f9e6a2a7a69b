package dev.dougong.engine.backup;

/**
 * After a restore nothing leaves the house until an administrator has looked: what was sent since
 * the backup is not known here, and would be sent again. Thread-safe.
 */
public interface SendingHold {

  /** Whether messages, calls and syncs have to wait. Costs nothing once they need not. */
  boolean isHeld();
}
