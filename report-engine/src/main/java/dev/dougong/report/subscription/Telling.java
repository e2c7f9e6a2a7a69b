package dev.dougong.report.subscription;

import dev.dougong.engine.access.Access;
import java.util.List;
import java.util.UUID;

/** How people are told; the application has one. Thread-safe. */
public interface Telling {

  /** Ways besides notices by which a person can be told, in the order of their keys. */
  List<Way> ways(Access access, UUID user);

  /**
   * Puts a notice in, and messages that leave the house, in the caller's transaction; the same
   * letter again does nothing.
   */
  void tell(Access access, Letter letter);

  /**
   * A way.
   *
   * @param key of the connector
   * @param label for people
   * @param isGroup whether a group of people reads it
   * @param isReachable whether the person has an address there
   * @param home address of the application for links, or empty
   */
  record Way(String key, String label, boolean isGroup, boolean isReachable, String home) {}

  /**
   * What is told.
   *
   * @param text of the notice
   * @param link path of the page that it opens
   */
  record Letter(UUID id, UUID user, String title, String text, String link, List<Mail> mails) {
    /** Copies the list. */
    public Letter {
      mails = List.copyOf(mails);
    }
  }

  /**
   * The same by another way.
   *
   * @param way key
   * @param text plain
   * @param html the same as HTML without anything from elsewhere; empty where there is none
   */
  record Mail(String way, String text, String html) {}
}
