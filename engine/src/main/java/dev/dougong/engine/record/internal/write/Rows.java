package dev.dougong.engine.record.internal.write;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.record.internal.change.StoredDocument;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a statement stores: places with values where there is one, and a common table
 * expression {@code x} over one JSON document where there are several.
 */
final class Rows {

  private static final SqlName X = SqlName.of("x");

  private final List<RowColumn> columns;
  private final List<RowColumn> extra;
  private final List<Pending> all;

  /**
   * Over pending drafts.
   *
   * @param columns stored into the table
   * @param extra needed besides
   */
  Rows(List<RowColumn> columns, List<RowColumn> extra, List<Pending> all) {
    this.columns = columns;
    this.extra = extra;
    this.all = all;
  }

  private boolean isOne() {
    return all.size() == 1;
  }

  /** {@code x as (…), }, or nothing for one row. */
  Sql with() {
    if (isOne()) {
      return new Sql();
    }
    Sql sql = Sql.of("x as (select * from jsonb_to_recordset(");
    sql.bind(SqlType.JSONB, json()).add(") as x(");
    List<RowColumn> both = new ArrayList<>(columns);
    both.addAll(extra);
    for (int i = 0; i < both.size(); i++) {
      sql.add(i == 0 ? new Sql() : Sql.of(", ")).add(both.get(i).name()).add(" ");
      sql.add(type(both.get(i).type()));
    }
    return sql.add(")), ");
  }

  /** The names of the stored columns. */
  Sql names() {
    List<Sql> names = new ArrayList<>();
    for (RowColumn column : columns) {
      names.add(new Sql().add(column.name()));
    }
    return new Sql().join(", ", names);
  }

  /** {@code select …}. */
  Sql source() {
    List<Sql> values = new ArrayList<>();
    for (RowColumn column : columns) {
      values.add(value(column));
    }
    Sql list = new Sql().join(", ", values);
    return Sql.of("select ").add(list).add(from());
  }

  /** {@code a = …, b = …}. */
  Sql assignments() {
    List<Sql> result = new ArrayList<>();
    for (RowColumn column : columns) {
      result.add(new Sql().add(column.name()).add(" = ").add(value(column)));
    }
    return new Sql().join(", ", result);
  }

  /** {@code from x}, or nothing for one row. */
  Sql from() {
    return isOne() ? new Sql() : Sql.of(" from x");
  }

  /** What a change is selected from: the row that was written, {@code w}. */
  Sql fromWritten() {
    return isOne() ? Sql.of(" from w") : Sql.of(" from x join w on w.id = x.c_record");
  }

  /** The value of a column by its name. */
  Sql value(SqlName name) {
    for (RowColumn column : extra) {
      if (column.name().equals(name)) {
        return value(column);
      }
    }
    for (RowColumn column : columns) {
      if (column.name().equals(name)) {
        return value(column);
      }
    }
    throw new IllegalArgumentException("name: " + name + " is not among the columns");
  }

  private Sql value(RowColumn column) {
    if (!isOne()) {
      return new Sql().add(X, column.name());
    }
    Object value = column.source().of(all.get(0));
    return new Sql()
        .bind(column.type(), value instanceof StoredDocument document ? document.text() : value);
  }

  private String json() {
    StringWriter text = new StringWriter(1024);
    try (JsonGenerator out = ValueJson.mapper().createGenerator(text)) {
      out.writeStartArray();
      for (Pending pending : all) {
        out.writeStartObject();
        for (RowColumn column : columns) {
          write(column, pending, out);
        }
        for (RowColumn column : extra) {
          write(column, pending, out);
        }
        out.writeEndObject();
      }
      out.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(RowColumn column, Pending pending, JsonGenerator out)
      throws IOException {
    @Nullable Object value = column.source().of(pending);
    if (value == null) {
      return;
    }
    out.writeFieldName(column.name().text());
    if (value instanceof StoredDocument document) {
      document.write(out);
    } else if (column.type() == SqlType.JSONB) {
      out.writeRawValue((String) value);
    } else if (value instanceof Duration duration) {
      out.writeNumber(duration.toSeconds());
    } else {
      ValueJson.write(value, out);
    }
  }

  private static Sql type(SqlType type) {
    return switch (type) {
      case TEXT -> Sql.of("text");
      case BIGINT -> Sql.of("bigint");
      case INTEGER -> Sql.of("integer");
      case NUMERIC -> Sql.of("numeric");
      case BOOLEAN -> Sql.of("boolean");
      case DATE -> Sql.of("date");
      case TIME -> Sql.of("time");
      case TIMESTAMPTZ -> Sql.of("timestamptz");
      case TEXT_ARRAY -> Sql.of("text[]");
      case UUID -> Sql.of("uuid");
      case UUID_ARRAY -> Sql.of("uuid[]");
      case BIGINT_ARRAY -> Sql.of("bigint[]");
      case INTEGER_ARRAY -> Sql.of("integer[]");
      case JSONB -> Sql.of("jsonb");
      case XID8 -> Sql.of("xid8");
    };
  }
}
