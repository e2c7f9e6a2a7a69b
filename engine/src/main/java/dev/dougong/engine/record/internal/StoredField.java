package dev.dougong.engine.record.internal;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;

/**
 * Where the value of a field stands in a statement. With the expression compiler's scope built on
 * it, the only code that knows which of the two places holds a value.
 */
public final class StoredField {

  /** The document column of every record table. */
  public static final SqlName DATA = SqlName.of("data");

  private StoredField() {}

  /** {@code schema.table alias}. */
  public static Sql from(Metadata metadata, Entity entity, SqlName alias) {
    return new Sql().add(metadata.workspace().schema(), entity.table()).add(" ").add(alias);
  }

  /**
   * The value as an atom of the type {@code SqlType.of(field.kind())}; null where it is empty.
   *
   * @param field stored; VIRTUAL ones stand nowhere
   */
  public static Sql value(SqlName alias, Field field) {
    return switch (field.placement()) {
      case SYSTEM, COLUMN -> new Sql().add(alias, field.column());
      case DOCUMENT -> document(alias, field);
      case FILLING ->
          Sql.of("coalesce(")
              .add(alias, field.column())
              .add(", ")
              .add(document(alias, field))
              .add(")");
      case VIRTUAL ->
          throw new IllegalArgumentException("field: '" + field.key() + "' is stored nowhere");
    };
  }

  /** The same for a document that stands at an alias as {@code data}: a row of a sub-table. */
  public static Sql inDocument(SqlName alias, Field field) {
    return document(alias, field);
  }

  private static Sql document(SqlName alias, Field field) {
    return switch (field.kind()) {
      case TEXT, SEALED -> text(alias, field);
      case INTEGER -> text(alias, field).add("::bigint");
      case DECIMAL -> text(alias, field).add("::numeric");
      case BOOLEAN -> text(alias, field).add("::boolean");
      case DATE -> text(alias, field).add("::date");
      case TIME -> text(alias, field).add("::time");
      case DATE_TIME -> text(alias, field).add("::timestamptz");
      case DURATION ->
          Sql.of("extract(epoch from ").add(text(alias, field)).add("::interval)::bigint");
      case REFERENCE -> text(alias, field).add("::uuid");
      case TEXT_LIST -> list(alias, field, Sql.of("::text[]"));
      case REFERENCE_LIST -> list(alias, field, Sql.of("::uuid[]"));
      case TABLE, JSON -> json(alias, field);
    };
  }

  private static Sql text(SqlName alias, Field field) {
    return Sql.of("(").add(alias, DATA).add("->>").quoted(field.column()).add(")");
  }

  private static Sql json(SqlName alias, Field field) {
    return Sql.of("(").add(alias, DATA).add("->").quoted(field.column()).add(")");
  }

  private static Sql list(SqlName alias, Field field, Sql cast) {
    return Sql.of("(case when ")
        .add(json(alias, field))
        .add(" is not null then array(select jsonb_array_elements_text(")
        .add(json(alias, field))
        .add("))")
        .add(cast)
        .add(" end)");
  }
}
