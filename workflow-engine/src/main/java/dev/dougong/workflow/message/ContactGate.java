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

  /**
   * A message that is wanted.
   *
   * @param channel connector or channel
   * @param recipient address in it
   */
  record Contact(String channel, String recipient, Purpose purpose) {

    /** One whose purpose nobody says: the strictest holds. */
    public Contact(String channel, String recipient) {
      this(channel, recipient, Purpose.MARKETING);
    }
  }

  /** What a message is for. */
  enum Purpose {
    /** To sell something; what is not said otherwise. */
    MARKETING,
    /** To be kind: birthdays, festivals. */
    CARE,
    /** What the customer has asked for and waits to hear of: a repair that is ready. */
    SERVICE;

    /** As written in documents. */
    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The purpose of the word; marketing where there is none. */
    public static Purpose of(String word) {
      for (Purpose one : values()) {
        if (one.key().equals(word)) {
          return one;
        }
      }
      return MARKETING;
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
