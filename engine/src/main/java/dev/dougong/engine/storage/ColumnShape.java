package dev.dougong.engine.storage;

import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;

/** The column of a promoted field. */
public record ColumnShape(SqlName name, SqlType type) {}
