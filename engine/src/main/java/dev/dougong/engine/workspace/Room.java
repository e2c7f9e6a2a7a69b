package dev.dougong.engine.workspace;

/**
 * The room that the limits of the workspace leave. Who makes something claims room for it before,
 * whatever way it comes. Thread-safe; knows nothing of what other nodes make at this moment, so
 * that a limit may be exceeded by that.
 */
public interface Room {

  /** Without limits. */
  Room NONE =
      new Room() {
        @Override
        public Claim claim(Limit what, long more) {
          return Claim.NONE;
        }

        @Override
        public void check(Limit what, long more) {}
      };

  /**
   * Claims room, in the transaction of the caller where there is one: when that ends the claim is
   * settled. Elsewhere, and where a part of the transaction is taken back, the caller settles it.
   *
   * @param more what will be made; less than zero for what goes away, which is never refused
   * @throws dev.dougong.engine.problem.InputException {@code limit.…} where there is not enough
   */
  Claim claim(Limit what, long more);

  /** Refuses like {@link #claim}, and claims nothing. */
  void check(Limit what, long more);

  /** Room that is claimed. */
  @FunctionalInterface
  interface Claim {

    /** Of nothing. */
    Claim NONE = isMade -> {};

    /** It has come to an end; the first call counts. */
    void settle(boolean isMade);
  }
}
