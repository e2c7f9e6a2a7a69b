package dev.dougong.engine.metadata;

import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.value.ValueKind;

/** The fields that every record has. Their ids are fixed and below 100. */
public enum SystemField {
  ID(1, "id", "id", ValueKind.REFERENCE),
  VERSION(2, "version", "version", ValueKind.INTEGER),
  CREATED_AT(3, "createdAt", "created_at", ValueKind.DATE_TIME),
  CREATED_BY(4, "createdBy", "created_by", ValueKind.REFERENCE),
  UPDATED_AT(5, "updatedAt", "updated_at", ValueKind.DATE_TIME),
  UPDATED_BY(6, "updatedBy", "updated_by", ValueKind.REFERENCE),
  OWNER(7, "owner", "owner", ValueKind.REFERENCE),
  ORG_UNIT(8, "orgUnit", "org_unit", ValueKind.REFERENCE);

  private final int id;
  private final String key;
  private final SqlName column;
  private final ValueKind kind;

  SystemField(int id, String key, String column, ValueKind kind) {
    this.id = id;
    this.key = key;
    this.column = SqlName.of(column);
    this.kind = kind;
  }

  /** Fixed field id. */
  public int id() {
    return id;
  }

  /** Name in expressions and JSON. */
  public String key() {
    return key;
  }

  /** Column of every record table. */
  public SqlName column() {
    return column;
  }

  /** Kind of its values. */
  public ValueKind kind() {
    return kind;
  }
}
