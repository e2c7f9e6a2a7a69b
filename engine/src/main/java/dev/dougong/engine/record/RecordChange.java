package dev.dougong.engine.record;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the change log.
 *
 * @param cursor where it stands; its {@code seq} is its number
 * @param actor the user, or null for the engine
 * @param why {@code api}, {@code import}, a workflow …
 * @param cause number of the change that brought it about, or null
 * @param version of the record after the change
 * @param before values that were replaced, by field id ({@code f12}), as JSON text; null for none
 * @param after values that replaced them
 */
public record RecordChange(
    ChangeCursor cursor,
    Instant at,
    @Nullable UUID actor,
    String why,
    @Nullable Long cause,
    int entity,
    UUID record,
    long version,
    ChangeOperation operation,
    @Nullable String before,
    @Nullable String after) {}
