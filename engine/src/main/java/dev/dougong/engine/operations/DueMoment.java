package dev.dougong.engine.operations;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;

/**
 * Rows of a table that have a moment from which a node has something to do with them, told by an
 * index.
 *
 * @param table in the schema of the workspace
 * @param column the moment
 * @param when condition of the rows; that of an index
 */
public record DueMoment(SqlName table, SqlName column, Sql when) {}
