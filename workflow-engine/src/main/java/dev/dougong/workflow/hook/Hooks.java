package dev.dougong.workflow.hook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes what other programs deliver. Thread-safe. */
public interface Hooks {

  /** Longest body, in characters. */
  int LONGEST = 64 * 1024;

  /**
   * Takes a delivery, once for each id, and gives the record that it made or found; at a repeat the
   * same record. Signed as Standard Webhooks 1.0.0 says; the signature is good for five minutes.
   *
   * @throws dev.dougong.engine.problem.AccessException {@code notFound} for an unknown hook or one
   *     without a secret, {@code hook.badSignature}, {@code hook.stale}
   * @throws dev.dougong.engine.problem.InputException where the body is no JSON, is too long, or
   *     what it says is no right record; nothing is kept then, and the delivery may come again
   */
  UUID take(String hook, Delivery delivery);

  /** All published hooks with what is set of their secrets, by key; administrators only. */
  List<Inbound> list(Access access);

  /**
   * A hook.
   *
   * @param path of its address
   */
  record Inbound(ObjectNode document, String path, List<Held> secrets) {}

  /** A secret of a hook, without it. {@code name} is empty where a hook has but one. */
  record Held(String name, boolean isOptional, boolean isSet) {}

  /** Sets or replaces the secret; administrators only. */
  void putSecret(Access access, String hook, String secret);

  /**
   * The same for a hook with a protocol of its own.
   *
   * @throws dev.dougong.engine.problem.InputException for a name that the protocol does not have
   */
  void putSecret(Access access, String hook, String name, String secret);

  /** Removes a secret of a hook with a protocol; nothing happens where there is none. */
  void removeSecret(Access access, String hook, String name);

  /**
   * Takes a call of a protocol, once for each delivery; gives what the other system wants to hear.
   *
   * @throws dev.dougong.engine.problem.AccessException {@code notFound} for a hook that does not
   *     have the protocol, or whose secrets are missing; {@code hook.badSignature}, {@code
   *     hook.stale}
   * @throws dev.dougong.engine.problem.InputException where what it says is no right record
   */
  String call(String hook, String protocol, HookProtocol.Call call);

  /**
   * What came in.
   *
   * @param id header {@code webhook-id}
   * @param timestamp header {@code webhook-timestamp}
   * @param signature header {@code webhook-signature}
   */
  record Delivery(
      @Nullable String id, @Nullable String timestamp, @Nullable String signature, String body) {}
}
