package dev.dougong.bench.storage;

/**
 * A field of the wide entity.
 *
 * @param id number, from 1; its physical name is made of it
 * @param type form of its values
 * @param isPromoted whether lists, sorting or sums use it, so that a design may give it a column
 * @param isIndexed whether it has an index
 */
record WideField(int id, Type type, boolean isPromoted, boolean isIndexed) {

  /** Forms of values. */
  enum Type {
    TEXT("text"),
    UUID("uuid"),
    DATE("date"),
    NUMBER("numeric"),
    WHOLE("bigint"),
    TRUTH("boolean"),
    TEXTS("text[]");

    private final String sql;

    Type(String sql) {
      this.sql = sql;
    }

    /** Name of the column's type. */
    String sql() {
      return sql;
    }

    /** Whether JSON writes the value between quotes. */
    boolean isQuoted() {
      return this == TEXT || this == UUID || this == DATE;
    }
  }

  /** Name of the column, and key in the document. */
  String name() {
    return "f" + id;
  }
}
