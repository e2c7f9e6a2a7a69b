package dev.dougong.workflow.task;

import java.time.Instant;
import java.util.Locale;

/**
 * Links of messages, each by which one person answers one task once, without signing in. A link is
 * good while the task is open and theirs, the person may sign in with the password of its making,
 * and the connector that sent it still lets people answer so. Every method refuses with a {@code
 * ProblemException}: {@code taskLink.unknown} for what was never signed here, else {@code
 * taskLink.used}, {@code taskLink.expired}, {@code taskLink.closed}, {@code taskLink.notYours},
 * {@code taskLink.revoked}. Thread-safe.
 */
public interface TaskLinks {

  /**
   * What the link is for; nothing is changed.
   *
   * @param token as the address of the message has it
   * @param locale language of names
   */
  Opened open(String token, Locale locale);

  /** Answers the task as its person, and uses the link up, all or nothing. */
  void answer(String token, Tasks.Answer answer, Locale locale);

  /**
   * A task behind a link.
   *
   * @param person name of whose it is
   */
  record Opened(UserTask task, String person, Instant expiresAt) {}
}
