package dev.dougong.engine.operations;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;

/**
 * Rows of a table that wait for a node, told by an index.
 *
 * @param key what they are, lowerCamelCase; the browser has a word for it
 * @param table in the schema of the workspace
 * @param due column of the moment from which a node may take a row
 * @param waits condition of a row that waits; that of an index
 */
public record WaitingWork(String key, SqlName table, SqlName due, Sql waits) {}
