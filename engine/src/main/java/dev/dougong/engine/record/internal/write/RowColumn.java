package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import org.jspecify.annotations.Nullable;

/** A column of the rows that a statement stores. */
record RowColumn(SqlName name, SqlType type, Source source) {

  /** Where the value of a row comes from; JSON comes as text. */
  @FunctionalInterface
  interface Source {
    @Nullable Object of(Pending pending);
  }
}
