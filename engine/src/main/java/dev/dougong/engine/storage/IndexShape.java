package dev.dougong.engine.storage;

import dev.dougong.engine.sql.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An index of a record table. Its name tells what it is. */
public sealed interface IndexShape {

  /** Its name; unique in the schema. */
  SqlName name();

  /** Ids of the fields whose values together stand but once; empty where they may repeat. */
  default List<Integer> uniqueFields() {
    return List.of();
  }

  /**
   * Order and filter by one column over live records, pages by id.
   *
   * @param covered columns that are carried along: sums by the column then read the index alone
   */
  record Ordered(SqlName table, SqlName column, List<SqlName> covered) implements IndexShape {

    /** Copies the list. */
    public Ordered {
      covered = List.copyOf(covered);
    }

    /** Without other columns. */
    public Ordered(SqlName table, SqlName column) {
      this(table, column, List.of());
    }

    @Override
    public SqlName name() {
      StringBuilder name = new StringBuilder(table.text()).append('_').append(column.text());
      covered.forEach(other -> name.append('_').append(other.text()));
      return SqlName.of(name.toString());
    }
  }

  /** No two live records with the same values; {@code e100_u_101_102}. */
  record Unique(SqlName table, List<Integer> fields) implements IndexShape {

    private static final Pattern NAME = Pattern.compile("e[0-9]+_u((?:_[0-9]+)+)");

    /** Copies the list. */
    public Unique {
      fields = List.copyOf(fields);
    }

    @Override
    public SqlName name() {
      StringBuilder name = new StringBuilder(table.text()).append("_u");
      fields.forEach(field -> name.append('_').append(field));
      return SqlName.of(name.toString());
    }

    @Override
    public List<Integer> uniqueFields() {
      return fields;
    }

    /** Field ids of the unique index of the name; empty where it is no unique index of ours. */
    public static List<Integer> fieldsOf(String indexName) {
      Matcher matcher = NAME.matcher(indexName);
      List<Integer> fields = new ArrayList<>();
      if (matcher.matches()) {
        for (String id : matcher.group(1).substring(1).split("_", -1)) {
          fields.add(Integer.valueOf(id));
        }
      }
      return fields;
    }
  }

  /** Live records by what stands in front of a text under seal. */
  record Sealed(SqlName table, SqlName column, boolean isUnique) implements IndexShape {
    @Override
    public List<Integer> uniqueFields() {
      return isUnique ? List.of(Integer.valueOf(column.text().substring(1))) : List.of();
    }

    @Override
    public SqlName name() {
      return SqlName.of(table.text() + "_" + column.text() + (isUnique ? "_su" : "_s"));
    }
  }

  /** Records whose list column holds a value. */
  record Listed(SqlName table, SqlName column) implements IndexShape {
    @Override
    public SqlName name() {
      return SqlName.of(table.text() + "_" + column.text() + "_g");
    }
  }

  /** Records of whose rows one holds a reference: {@code data->'f12' @> '[{"f13":"…"}]'}. */
  record Rows(SqlName table, SqlName column) implements IndexShape {
    @Override
    public SqlName name() {
      return SqlName.of(table.text() + "_" + column.text() + "_r");
    }
  }

  /** Quick search. */
  record Searched(SqlName table) implements IndexShape {
    @Override
    public SqlName name() {
      return SqlName.of(table.text() + "_search");
    }
  }

  /** The recycle bin, newest first. */
  record Deleted(SqlName table) implements IndexShape {
    @Override
    public SqlName name() {
      return SqlName.of(table.text() + "_deleted");
    }
  }
}
