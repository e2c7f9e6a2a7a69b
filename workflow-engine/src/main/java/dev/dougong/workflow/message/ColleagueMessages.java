package dev.dougong.workflow.message;

import dev.dougong.engine.access.Access;
import java.util.List;
import java.util.UUID;

/**
 * Packs and alerts of reports for colleagues: a notice in the application, and messages by
 * connectors that serve reports. They do not pass the contact gate, which is for customers.
 * Thread-safe.
 */
public interface ColleagueMessages {

  /** Connectors that serve reports, in the order of their keys, and whether they reach a user. */
  List<Way> ways(Access access, UUID user);

  /** Puts a notice in, in the caller's transaction; once for each id. */
  void notice(Access access, UUID user, Channel.Message message);

  /**
   * Puts a message to a user, or to the group of a robot, into the outbox, in the caller's
   * transaction; once for each id and connector. Nothing where the connector does not serve reports
   * any more.
   */
  void send(Access access, UUID user, String connector, Channel.Message message);

  /**
   * A way.
   *
   * @param label of the connector for people
   * @param isGroup whether a group of people reads it
   * @param isReachable whether the user has an address there
   * @param home address of this application for links, or empty
   */
  record Way(String connector, String label, boolean isGroup, boolean isReachable, String home) {}
}
