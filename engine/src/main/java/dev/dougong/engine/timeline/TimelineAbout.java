package dev.dougong.engine.timeline;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import java.util.UUID;

/**
 * Whose timeline is read, and by whom; the reader may read the record.
 *
 * @param entity of the record
 * @param record its id
 */
public record TimelineAbout(Access access, Entity entity, UUID record) {}
