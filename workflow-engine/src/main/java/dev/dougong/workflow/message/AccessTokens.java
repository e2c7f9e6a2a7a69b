package dev.dougong.workflow.message;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Passes that gateways give for some hours in exchange for a secret. One is kept for all nodes and
 * renewed by one of them before it ends; it is kept as secrets are. Thread-safe.
 */
public interface AccessTokens {

  /** None is kept: each call asks anew. For tests of channels. */
  AccessTokens NONE =
      new AccessTokens() {
        @Override
        public String get(Connector connector, Instant now, Supplier<Token> gateway) {
          return gateway.get().value();
        }

        @Override
        public void forget(Connector connector, String token) {}
      };

  /**
   * The pass of a connector.
   *
   * @param gateway asks for a new one; called outside of any transaction, by one node at a time
   * @throws DeliveryException passing, where another node asks and none is good meanwhile
   */
  String get(Connector connector, Instant now, Supplier<Token> gateway);

  /** The gateway does not take this one any more; the next call asks for another. */
  void forget(Connector connector, String token);

  /**
   * A pass.
   *
   * @param good for how long
   */
  record Token(String value, Duration good) {}
}
