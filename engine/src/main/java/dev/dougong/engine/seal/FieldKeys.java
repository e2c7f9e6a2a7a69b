package dev.dougong.engine.seal;

/** The life of the keys that seal fields. Rights are the caller's business. Thread-safe. */
public interface FieldKeys {

  /**
   * Makes the first keys where there are none, and seals anew by the first key of the ring what
   * older keys of the ring sealed; for each start.
   *
   * @return how many keys were sealed anew
   */
  int prepare();

  /**
   * Makes a new key, which seals from now on; what older ones sealed still opens.
   *
   * @return its number
   */
  int exchange();

  /** Number of the key that seals. */
  int newest();
}
