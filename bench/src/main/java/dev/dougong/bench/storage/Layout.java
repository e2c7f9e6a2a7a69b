package dev.dougong.bench.storage;

import dev.dougong.bench.storage.WideField.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements of one design. Each is the best form that we know for it. */
final class Layout {

  private static final String SYSTEM =
      "id uuid not null, version bigint not null, created_at timestamptz not null, updated_at"
          + " timestamptz not null, deleted_at timestamptz, data jsonb not null";

  private static final List<WideField> SHOWN =
      List.of(
          WideEntity.NAME,
          WideEntity.PHONE,
          WideEntity.LEVEL,
          WideEntity.CITY,
          WideEntity.STORE,
          WideEntity.LAST_VISIT);

  private static final List<WideField> PROMOTED =
      WideEntity.ALL.stream().filter(WideField::isPromoted).toList();

  private final Design design;
  private final String table;

  Layout(Design design) {
    this.design = design;
    this.table = design.table();
  }

  /** The table without an index; vacuum is ours to call, so that it hits no measurement. */
  String create() {
    StringBuilder columns = new StringBuilder(SYSTEM);
    if (design.hasColumns()) {
      for (WideField field : PROMOTED) {
        columns.append(", ").append(field.name()).append(' ').append(field.type().sql());
      }
    }
    return "create table %s (%s) with (fillfactor = 85, autovacuum_enabled = off,"
            .formatted(table, columns)
        + " toast.autovacuum_enabled = off"
        + design.options()
        + ")";
  }

  /** All indexes. */
  List<String> indexes() {
    List<String> statements = new ArrayList<>();
    statements.add("alter table " + table + " add primary key (id)");
    for (WideField field : PROMOTED) {
      if (field == WideEntity.PHONE) {
        statements.add(
            "create unique index %s_%s on %s (%s) where deleted_at is null"
                .formatted(table, field.name(), table, operand(field)));
      } else if (field.isIndexed()) {
        statements.add(index(field, ""));
      }
      if (field.isIndexed() && !design.hasColumns()) {
        // The planner takes no statistics from an index with a condition.
        statements.add(
            "create statistics %s_s%d on (%s) from %s"
                .formatted(table, field.id(), operand(field), table));
      }
    }
    return statements;
  }

  /**
   * Fills the empty table from the table of {@link Design#origin}, which has the same document:
   * compressed values are taken over as they are. Empty where the design is loaded itself.
   */
  String takeOver() {
    if (design.origin() == design) {
      return "";
    }
    String from = design.origin().table();
    if (design.origin().hasColumns()) {
      return "insert into " + table + " select * from " + from;
    }
    List<String> typed = new ArrayList<>();
    PROMOTED.forEach(field -> typed.add(field.name() + " " + field.type().sql()));
    return "insert into %s select r.*, %s from %s r, jsonb_to_record(r.data) as x(%s)"
        .formatted(table, names(PROMOTED, "x."), from, String.join(", ", typed));
  }

  /** An index of one field, as lists need it. */
  String index(WideField field, String how) {
    return "create index %s %s_%s on %s (%s, id) where deleted_at is null"
        .formatted(how, table, field.name(), table, operand(field));
  }

  /** The value of a field in a condition, a sort or an index. */
  String operand(WideField field) {
    if (design.hasColumns() && (field.isPromoted() || field == WideEntity.LATER)) {
      return field.name();
    }
    String text = "(data->>'" + field.name() + "')";
    // Text to date is not immutable; ISO dates sort the same as text.
    return field.type().isQuoted() && field.type() != Type.UUID
        ? text
        : "(" + text + "::" + field.type().sql() + ")";
  }

  /** Loads rows in the form of {@link #row}. */
  String copy() {
    StringBuilder columns = new StringBuilder("id, version, created_at, updated_at, data");
    if (design.hasColumns()) {
      for (WideField field : PROMOTED) {
        columns.append(", ").append(field.name());
      }
    }
    return "copy " + table + " (" + columns + ") from stdin";
  }

  /** A line for COPY. No value holds a tab, a line end or a backslash. */
  void row(StringBuilder out, int number, @Nullable String[] values) {
    out.append(WideRows.id(number)).append("\t1\tnow\tnow\t");
    document(out, values);
    if (design.hasColumns()) {
      for (WideField field : PROMOTED) {
        out.append('\t').append(values[field.id() - 1]);
      }
    }
    out.append('\n');
  }

  private void document(StringBuilder out, @Nullable String[] values) {
    char separator = '{';
    for (WideField field : WideEntity.ALL) {
      String value = values[field.id() - 1];
      if (value == null || (field.isPromoted() && !design.isWhole())) {
        continue;
      }
      out.append(separator).append('"').append(field.name()).append("\":");
      if (field.type().isQuoted()) {
        out.append('"').append(value).append('"');
      } else {
        out.append(value);
      }
      separator = ',';
    }
    out.append('}');
  }

  /** The whole record by its id. */
  String read() {
    StringBuilder columns = new StringBuilder("version, created_at, updated_at, data::text");
    if (design.hasColumns() && !design.isWhole()) {
      for (WideField field : PROMOTED) {
        columns.append(", ").append(field.name());
      }
    }
    return "select %s from %s where id = ? and deleted_at is null".formatted(columns, table);
  }

  /** The record with a unique value. */
  String lookup() {
    return "select id, version from %s where deleted_at is null and %s = ?"
        .formatted(table, operand(WideEntity.PHONE));
  }

  /** Two filters (city, source), sorted by the last visit, 51 rows of six fields, by keyset. */
  String list(boolean isDeep) {
    String visit = operand(WideEntity.LAST_VISIT);
    String columns = design.hasColumns() ? names(SHOWN, "") : "data";
    String page =
        "select id, version, %s from %s where deleted_at is null and %s = ? and %s = ? and %s is not null%s order by %s desc, id desc limit 51"
            .formatted(
                columns,
                table,
                operand(WideEntity.CITY),
                operand(WideEntity.SOURCE),
                visit,
                isDeep ? " and (" + visit + ", id) < (" + placeOfDate() + ", ?)" : "",
                visit);
    if (design.hasColumns()) {
      return page;
    }
    // The document is unpacked once for a row, not once for a field.
    String last = WideEntity.LAST_VISIT.name();
    return "select r.id, r.version, %s from (%s) r, jsonb_to_record(r.data) as x(%s) order by x.%s desc, r.id desc"
        .formatted(
            names(SHOWN, "x."),
            page,
            names(SHOWN, "x.").replaceAll("x\\.(f\\d+)", "$1 text"),
            last);
  }

  private String placeOfDate() {
    return design.hasColumns() ? "?::date" : "?";
  }

  /** Number and sum of what was spent, by store. */
  String sums() {
    return "select %s, count(*), sum(%s) from %s where deleted_at is null group by 1"
        .formatted(operand(WideEntity.STORE), operand(WideEntity.TOTAL_SPENT), table);
  }

  /** Adds one to the counter of a record. */
  String count() {
    String visits = WideEntity.VISITS.name();
    String column = visits + " = " + visits + " + 1";
    String document =
        "data = jsonb_set(data, '{%s}', to_jsonb((data->>'%s')::bigint + 1))"
            .formatted(visits, visits);
    return update(set(column, document));
  }

  /** Gives a record another stage, which has an index. */
  String move() {
    String stage = WideEntity.STAGE.name();
    return update(
        set(stage + " = ?", "data = data || jsonb_build_object('" + stage + "', ?::text)"));
  }

  /** Changes a field that only the document has. */
  String chill() {
    return update("data = data || jsonb_build_object('" + WideEntity.COLD.name() + "', ?::text)");
  }

  /** How often {@link #move} binds the stage. */
  int stagesOfMove() {
    return design.hasColumns() && design.isWhole() ? 2 : 1;
  }

  private String set(String column, String document) {
    if (!design.hasColumns()) {
      return document;
    }
    return design.isWhole() ? column + ", " + document : column;
  }

  private String update(String set) {
    return "update %s set %s, version = version + 1, updated_at = now() where id = ? and deleted_at is null"
        .formatted(table, set);
  }

  /** Makes room for a field that is to be filtered; empty where the design needs none. */
  List<String> addField() {
    WideField field = WideEntity.LATER;
    return design.hasColumns()
        ? List.of(
            "alter table %s add column %s %s".formatted(table, field.name(), field.type().sql()))
        : List.of();
  }

  /** Fills that field for ids of a range; where it leaves the document, it does so here. */
  String fill() {
    String key = WideEntity.LATER.name();
    return "update %s set %s = (data->>'%s')::%s%s where id between ? and ? and jsonb_exists(data, '%s')"
        .formatted(
            table,
            key,
            key,
            WideEntity.LATER.type().sql(),
            design.isWhole() ? "" : ", data = data - '" + key + "'",
            key);
  }

  private static String names(List<WideField> fields, String prefix) {
    List<String> names = new ArrayList<>();
    fields.forEach(field -> names.add(prefix + field.name()));
    return String.join(", ", names);
  }
}
