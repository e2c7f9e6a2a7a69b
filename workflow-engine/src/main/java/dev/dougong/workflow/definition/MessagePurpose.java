package dev.dougong.workflow.definition;

import java.util.Locale;

/** What a message is for. */
public enum MessagePurpose {
  /** To sell something; what is not said otherwise. */
  MARKETING,
  /** To be kind: birthdays, festivals. */
  CARE,
  /** What the customer has asked for and waits to hear of: a repair that is ready. */
  SERVICE;

  /** As written in documents. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The purpose of the word; marketing where there is none. */
  public static MessagePurpose of(String word) {
    for (MessagePurpose one : values()) {
      if (one.key().equals(word)) {
        return one;
      }
    }
    return MARKETING;
  }
}
