package dev.dougong.engine.definition;

import dev.dougong.engine.value.Label;
import org.jspecify.annotations.Nullable;

/**
 * A validation rule of an entity.
 *
 * @param when expression text; where it is true the record is refused
 * @param field key of the field that is at fault, or null for the whole record
 * @param message what to tell the person
 * @param isAfter asked when the rollups that the record feeds have moved
 */
public record RuleDefinition(String when, @Nullable String field, Label message, boolean isAfter) {}
