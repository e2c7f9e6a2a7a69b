package dev.dougong.report.query;

import dev.dougong.engine.value.Label;
import dev.dougong.engine.value.ValueKind;
import org.jspecify.annotations.Nullable;

/**
 * A column of a result.
 *
 * @param key name in the rows
 * @param label for people
 * @param isMeasure whether it is a value of the group, and not its name
 * @param kind of its values
 * @param type field type whose values they are, or null where they are computed
 * @param entity key of the entity that has the field, or null
 * @param field key of the field, or null
 * @param format how it is shown, or null to follow the type
 * @param records key of the entity whose records are behind it, or null for those of the report
 */
public record ResultColumn(
    String key,
    Label label,
    boolean isMeasure,
    ValueKind kind,
    @Nullable String type,
    @Nullable String entity,
    @Nullable String field,
    @Nullable String format,
    @Nullable String records) {}
