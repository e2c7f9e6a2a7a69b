package dev.dougong.engine.comment;

import dev.dougong.engine.access.Access;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Comments on records. Who may read a record reads and writes comments on it; only the author
 * changes or takes back one. Every method refuses with a {@code ProblemException}; what the caller
 * may not read does not exist for them. Thread-safe.
 */
public interface Comments {

  /** Most characters of a comment. */
  int LONGEST = 4_000;

  /** Most people of one comment. */
  int MOST_MENTIONS = 20;

  /** Most of a page. */
  int LONGEST_PAGE = 100;

  /**
   * Comments on a record, the newest first.
   *
   * @param after cursor of the page before, or null
   */
  Page<Comment> list(Access access, String entity, UUID record, @Nullable String after, int limit);

  /**
   * Says something.
   *
   * @param idempotencyKey the same of the same person again gives the comment that is there
   */
  Comment add(
      Access access, String entity, UUID record, Draft draft, @Nullable String idempotencyKey);

  /** Changes an own comment; who is mentioned anew hears of it. */
  Comment edit(Access access, String entity, UUID record, UUID comment, long version, Draft draft);

  /** Takes back an own comment, with its mentions. */
  void delete(Access access, String entity, UUID record, UUID comment);

  /** Comments that mention the caller on records that they may read now, the newest first. */
  Page<Mention> mentions(Access access, @Nullable String after, int limit);

  /** Notes that the caller has seen mentions; those of others are left alone. */
  void seen(Access access, List<UUID> comments);

  /** What somebody wants to say. */
  record Draft(String text, List<UUID> mentions) {

    /** Copies the list. */
    public Draft {
      mentions = List.copyOf(mentions);
    }
  }

  /**
   * A page.
   *
   * @param next cursor of the next page, or null at the end
   */
  record Page<T>(List<T> items, @Nullable String next) {

    /** Copies the list. */
    public Page {
      items = List.copyOf(items);
    }
  }
}
