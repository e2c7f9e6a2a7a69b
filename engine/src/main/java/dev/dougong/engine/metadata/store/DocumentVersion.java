package dev.dougong.engine.metadata.store;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was published once; never changes.
 *
 * @param content JSON text; null where this version removed the document
 */
public record DocumentVersion(
    String kind,
    String key,
    long version,
    @Nullable String content,
    Instant publishedAt,
    @Nullable UUID publishedBy) {}
