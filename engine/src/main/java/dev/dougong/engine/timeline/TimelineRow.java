package dev.dougong.engine.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as its source's select gave it.
 *
 * @param kind of the part that gave it
 * @param at when
 * @param key unique among all entries of a timeline
 * @param actor who, or null
 * @param content what the source selected
 */
public record TimelineRow(
    String kind, Instant at, String key, @Nullable UUID actor, JsonNode content) {}
