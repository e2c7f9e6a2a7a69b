package dev.dougong.workflow.message;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Notices that colleagues read in the application. Thread-safe. */
public interface Notices {

  /** Keeps a notice for an active user; once for each message. Gives whether there is such one. */
  boolean put(UUID user, Channel.Message message, Instant now);

  /** The newest notices of a user, at most 50. */
  List<Notice> list(UUID user);

  /** How many of the user are unread, counted to 100. */
  long unread(UUID user);

  /** Marks the notices of the user up to an instant as read. */
  void read(UUID user, Instant upTo, Instant now);

  /**
   * A notice.
   *
   * @param link path of the page that it opens, or empty
   */
  record Notice(UUID id, String title, String body, String link, Instant at, boolean isRead) {}
}
