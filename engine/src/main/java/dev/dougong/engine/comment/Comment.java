package dev.dougong.engine.comment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said about a record.
 *
 * @param author who
 * @param text plain, 1 to {@link Comments#LONGEST} characters
 * @param mentions whom they mean, without repetition
 * @param version grows with every edit
 * @param editedAt last edit, or null
 */
public record Comment(
    UUID id,
    UUID author,
    String text,
    List<UUID> mentions,
    long version,
    Instant createdAt,
    @Nullable Instant editedAt) {

  /** Copies the list. */
  public Comment {
    mentions = List.copyOf(mentions);
  }
}
