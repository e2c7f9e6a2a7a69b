package dev.dougong.engine.definition;

import dev.dougong.engine.value.Label;
import org.jspecify.annotations.Nullable;

/**
 * A validation rule of an entity.
 *
 * @param when expression text; where it is true the record is refused
 * @param field key of the field that is at fault, or null for the whole record
 * @param message what to tell the person
 */
public record RuleDefinition(String when, @Nullable String field, Label message) {}
