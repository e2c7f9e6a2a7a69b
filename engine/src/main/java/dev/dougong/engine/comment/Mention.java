package dev.dougong.engine.comment;

import java.time.Instant;
import java.util.UUID;

/**
 * A comment that mentions the reader.
 *
 * @param entity key of the record's entity
 * @param record of which it was said
 * @param title of the record as the reader sees it; may be empty
 * @param isSeen whether the reader has opened it
 */
public record Mention(
    UUID comment,
    String entity,
    UUID record,
    String title,
    UUID author,
    String text,
    Instant at,
    boolean isSeen) {}
