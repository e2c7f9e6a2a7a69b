package dev.dougong.workflow.message;

import dev.dougong.engine.access.Access;
import dev.dougong.workflow.definition.MessagePurpose;
import java.time.Instant;

/**
 * Decides about every message to a person, before it goes into the outbox; no path leads around it.
 * Called in the transaction of the step. Thread-safe.
 */
@FunctionalInterface
public interface ContactGate {

  /** What happens to a message. */
  Decision decide(Access access, Contact contact);

  /**
   * A message that is wanted.
   *
   * @param channel connector or channel
   * @param recipient address in it, as the outbox keeps it ({@link Recipients})
   */
  record Contact(String channel, String recipient, MessagePurpose purpose) {

    /** One whose purpose nobody says: the strictest holds. */
    public Contact(String channel, String recipient) {
      this(channel, recipient, MessagePurpose.MARKETING);
    }
  }

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
