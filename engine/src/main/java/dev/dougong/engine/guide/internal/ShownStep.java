package dev.dougong.engine.guide.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.query.RecordPresence;
import dev.dougong.engine.value.Label;
import org.jspecify.annotations.Nullable;

/**
 * A step as people with some rights have it.
 *
 * @param name by which it is kept
 * @param open where it is done, or null
 * @param evidence records that show it, or null where it is ticked
 */
record ShownStep(
    String key,
    StepName name,
    Label label,
    Label text,
    @Nullable ObjectNode open,
    RecordPresence.@Nullable Wanted evidence) {}
