package dev.dougong.workflow.message;

import dev.dougong.engine.access.Access;
import java.time.Instant;

/**
 * Decides about every message to a person, before it goes into the outbox; no path leads around it.
 * Called in the transaction of the step. Thread-safe.
 */
@FunctionalInterface
public interface ContactGate {

  /** What happens to a message. */
  Decision decide(Access access, Contact contact);

  /** A message that is wanted: the channel, and the address in it. */
  record Contact(String channel, String recipient) {}

  /** What happens to it. */
  sealed interface Decision {}

  /** It goes out. */
  record Allow() implements Decision {}

  /** It waits. */
  record Hold(Instant until) implements Decision {}

  /**
   * It is not sent.
   *
   * @param reason a word: {@code noRecipient}, {@code tooOften}, {@code optedOut} …
   */
  record Refuse(String reason) implements Decision {}
}
