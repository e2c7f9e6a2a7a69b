package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import java.util.ArrayList;
import java.util.List;

/**
 * Conditions that a single statement checks itself, so that no transaction is needed around it:
 * each is a query of the rows that must be there, share-locked, and their number.
 */
final class Guards {

  private final List<Sql> queries = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();

  void add(Sql query, int size) {
    queries.add(query);
    sizes.add(size);
  }

  /** {@code g0 as (…), } for each. */
  Sql with() {
    Sql sql = new Sql();
    for (int i = 0; i < queries.size(); i++) {
      sql.add(name(i)).add(" as (").add(queries.get(i)).add("), ");
    }
    return sql;
  }

  /** That all rows are there; true where nothing is asked for. */
  Sql condition() {
    Sql sql = Sql.of("true");
    for (int i = 0; i < queries.size(); i++) {
      sql.add(" and (select count(*) from ").add(name(i)).add(") = ").number(sizes.get(i));
    }
    return sql;
  }

  private static SqlName name(int i) {
    return SqlName.of("g" + i);
  }
}
