package dev.dougong.workflow.message;

import java.util.UUID;

/**
 * A way to reach people outside: the console, a gateway … Found by {@code Instance<Channel>}.
 * Thread-safe. Open: nothing else learns its name.
 */
public interface Channel {

  /** Id in documents, lowerCamelCase; never changes. */
  String id();

  /**
   * Sends a message. Called outside of any transaction; at most one sender at a time; again, with
   * the same id and the same text, where it is not known whether it arrived. What it throws is a
   * passing fault.
   */
  void send(Message message);

  /**
   * A message.
   *
   * @param id the same for every try
   */
  record Message(UUID id, String recipient, String title, String body) {}
}
