package dev.dougong.engine.expression.sql;

import dev.dougong.engine.sql.Sql;

/**
 * Rows to aggregate over.
 *
 * @param from what stands behind FROM, with joins and, where needed, {@code where …} at its end
 * @param scope the fields of a row
 */
public record SqlRows(Sql from, SqlScope scope) {}
