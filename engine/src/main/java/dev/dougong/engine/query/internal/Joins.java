package dev.dougong.engine.query.internal;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The records that a SELECT joins because paths go through references; each join stands once. */
final class Joins {

  private final Map<Object, SqlName> aliases = new LinkedHashMap<>();
  private final Sql text = new Sql();

  /**
   * A way through one reference.
   *
   * @param from alias of the record that holds the reference
   * @param field id of the reference
   * @param isLimited whether records that the reader may not see count as missing
   */
  record Way(SqlName from, int field, boolean isLimited) {}

  /**
   * The alias at the end of a way; the join is made at the first use.
   *
   * @param way a {@link Way}, or whatever else tells a join from all others
   */
  SqlName alias(Object way, Supplier<SqlName> join) {
    SqlName known = aliases.get(way);
    if (known == null) {
      known = join.get();
      aliases.put(way, known);
    }
    return known;
  }

  /** Appends a join; joins that it needs must have been appended before. */
  void append(Sql join) {
    text.add(join);
  }

  /** Whether nothing is joined. */
  boolean isEmpty() {
    return text.isEmpty();
  }

  /** {@code left join …} pieces, to stand behind the first table. */
  Sql text() {
    return text;
  }
}
