package dev.dougong.engine.sql;

import dev.dougong.engine.value.ValueKind;

/** The PostgreSQL types that we send and store. */
public enum SqlType {
  TEXT("text"),
  BIGINT("bigint"),
  INTEGER("integer"),
  NUMERIC("numeric"),
  BOOLEAN("boolean"),
  DATE("date"),
  TIME("time"),
  TIMESTAMPTZ("timestamptz"),
  TEXT_ARRAY("text[]"),
  UUID("uuid"),
  UUID_ARRAY("uuid[]"),
  BIGINT_ARRAY("bigint[]"),
  INTEGER_ARRAY("integer[]"),
  JSONB("jsonb"),
  XID8("xid8");

  private final String text;

  SqlType(String text) {
    this.text = text;
  }

  /** As written in SQL. */
  public String text() {
    return text;
  }

  /** Column type of a promoted field of the kind. */
  public static SqlType of(ValueKind kind) {
    return switch (kind) {
      case TEXT, SEALED -> TEXT;
      case INTEGER, DURATION -> BIGINT;
      case DECIMAL -> NUMERIC;
      case BOOLEAN -> BOOLEAN;
      case DATE -> DATE;
      case TIME -> TIME;
      case DATE_TIME -> TIMESTAMPTZ;
      case TEXT_LIST -> TEXT_ARRAY;
      case REFERENCE -> UUID;
      case REFERENCE_LIST -> UUID_ARRAY;
      case TABLE, JSON -> JSONB;
    };
  }
}
