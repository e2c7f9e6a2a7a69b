package dev.dougong.engine.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A finished statement that is kept and run many times. Immutable and thread-safe.
 *
 * @param text with its {@code ?} places
 * @param binds the values in the order of their places
 */
public record FixedSql(String text, List<Sql.Bind> binds) {

  /** Stands for a value that comes with each run. */
  static final Object PARAMETER = new Object();

  /** Copies the values. */
  public FixedSql {
    binds = List.copyOf(binds);
  }

  /** The same statement with one value at all places that {@link Sql#parameter} made. */
  public FixedSql with(Object value) {
    List<Sql.Bind> bound = new ArrayList<>(binds.size());
    for (Sql.Bind bind : binds) {
      bound.add(bind.value() == PARAMETER ? new Sql.Bind(bind.type(), value) : bind);
    }
    return new FixedSql(text, bound);
  }

  /** Text only, for logs; never the values. */
  @Override
  public String toString() {
    return text;
  }
}
