package dev.dougong.engine.sql;

import java.util.List;

/** Texts under seal in statements: they are compared by what stands in front of them. */
public final class SealedSql {

  private SealedSql() {}

  /** What stands in front of a text under seal; written alike in conditions and in indexes. */
  public static Sql front(Sql sealed) {
    return Sql.template("left({0}, 33)", List.of(sealed));
  }
}
