package dev.dougong.engine.query.internal;

import dev.dougong.engine.sql.SqlName;

/** Gives aliases that are used once in a statement. */
final class Aliases {

  private int used;

  /** An alias that no other part of the statement has. */
  SqlName next() {
    used++;
    return SqlName.of("j" + used);
  }
}
