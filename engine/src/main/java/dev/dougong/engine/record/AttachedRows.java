package dev.dougong.engine.record;

import dev.dougong.engine.sql.SqlName;

/**
 * A table of the workspace whose rows hang on records without being records: they go along when a
 * record is merged into another. It has the columns {@code id uuid}, {@code entity integer} and
 * {@code record uuid}, and an index that begins with {@code record}.
 *
 * @param table its name, which never changes: merges that may still be taken back name it
 */
public record AttachedRows(SqlName table) {}
