package dev.dougong.engine.personal.internal;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.personal.PersonalTrace;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Blanks values of a person wherever a text quotes them: in every text and JSON column of every
 * table, as the catalogue of PostgreSQL names them, so that a table that comes later needs nothing
 * here. One statement for each table. The personal fields of other people are left alone: a number
 * that two of them share stays the other one's.
 */
final class ValueSweep {

  /** Definitions, secrets, people who work here, and what has its own statement. */
  private static final Set<String> LEFT_ALONE =
      Set.of(
          "document",
          "document_version",
          "document_extension",
          "app",
          "metadata_state",
          "id_entity",
          "id_field",
          "storage_step",
          "app_user",
          "org_unit",
          "role_binding",
          "session",
          "api_key",
          "access_epoch",
          "second_factor",
          "recovery_code",
          "second_factor_demand",
          "sign_in_source",
          "sign_in_flow",
          "sign_in_identity",
          "audit_batch",
          "audit_seal",
          "audit_renewal",
          "audit_check",
          "erasure",
          "erasure_due",
          "field_key",
          "file_content",
          "file_chunk",
          "flyway_schema_history",
          "change",
          "audit_entry");

  private static final Pattern RECORDS = Pattern.compile("e[0-9]+");
  private static final SqlName DATA = SqlName.of("data");

  private static final SqlName SEARCH = SqlName.of("search");

  private static final List<Column> CHANGE =
      List.of(
          new Column(SqlName.of("why"), Shape.TEXT, false),
          new Column(SqlName.of("before"), Shape.JSON, false),
          new Column(SqlName.of("after"), Shape.JSON, false));
  private static final List<Column> ENTRY =
      List.of(
          new Column(SqlName.of("subject"), Shape.TEXT, false),
          new Column(SqlName.of("details"), Shape.JSON, false));

  private final Jdbc jdbc;
  private final SearchTerms terms;
  private final Set<String> leftAlone;

  ValueSweep(Jdbc jdbc, SearchTerms terms, Set<String> leftAlone) {
    this.jdbc = jdbc;
    this.terms = terms;
    this.leftAlone = leftAlone;
  }

  /** What was blanked: numbers of changes and audit entries, and how many rows elsewhere. */
  record Swept(List<Long> changes, List<Long> entries, int rows) {}

  /** How a column holds text. */
  private enum Shape {
    TEXT,
    LIST,
    JSON
  }

  private record Column(SqlName name, Shape shape, boolean isUnique) {}

  /** Blanks all places. */
  Swept sweep(Metadata metadata, Fingerprints prints) {
    if (prints.isEmpty()) {
      return new Swept(List.of(), List.of(), 0);
    }
    SqlName schema = metadata.workspace().schema();
    Map<String, Entity> people = new HashMap<>();
    List<String> keys = new ArrayList<>();
    for (Entity entity : metadata.entities()) {
      if (entity.isPerson()) {
        people.put(entity.table().text(), entity);
        keys.addAll(PersonalValues.keys(entity.personal()));
      }
    }
    int rows = 0;
    for (Map.Entry<String, List<Column>> table : columns(schema).entrySet()) {
      Entity person = people.get(table.getKey());
      List<Column> columns = person == null ? table.getValue() : ofOthers(person, table.getValue());
      if (!columns.isEmpty()) {
        SqlText text = new SqlText(prints, person == null ? List.of() : own(person));
        rows += jdbc.update(update(schema, table.getKey(), columns, text, null));
      }
    }
    SqlText text = new SqlText(prints, keys);
    return new Swept(
        seqs(update(schema, "change", CHANGE, text, null)),
        seqs(update(schema, "audit_entry", ENTRY, new SqlText(prints, List.of()), null)),
        rows);
  }

  /** Blanks names in rows that are about the person; gives how many. */
  int sweep(SqlName schema, List<PersonalTrace.Hanging> hanging, Fingerprints names) {
    if (names.isEmpty()) {
      return 0;
    }
    Map<String, List<Column>> known = columns(schema);
    SqlText text = new SqlText(names, List.of());
    int rows = 0;
    for (PersonalTrace.Hanging one : hanging) {
      List<Column> columns =
          known.getOrDefault(one.table().text(), List.of()).stream()
              .filter(column -> one.columns().contains(column.name()))
              .toList();
      if (columns.size() != one.columns().size()) {
        throw new IllegalStateException(one.table() + ": columns " + one.columns());
      }
      rows += jdbc.update(update(schema, one.table().text(), columns, text, one.condition()));
    }
    return rows;
  }

  private static List<String> own(Entity person) {
    return PersonalValues.keys(person.personal());
  }

  /** Without the columns that are other people's own values, or made of them. */
  private static List<Column> ofOthers(Entity person, List<Column> columns) {
    Set<String> own = Set.copyOf(own(person));
    return columns.stream().filter(column -> !own.contains(column.name().text())).toList();
  }

  private Map<String, List<Column>> columns(SqlName schema) {
    Map<String, List<Column>> tables = new LinkedHashMap<>();
    jdbc.query(
        Sql.of(
                """
                select c.relname, a.attname, t.typname, exists (
                  select from pg_index i where i.indrelid = c.oid and i.indisunique
                    and a.attnum = any(i.indkey))
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                    and not a.attisdropped and a.attgenerated = ''
                  join pg_type t on t.oid = a.atttypid
                where c.relkind in ('r', 'p') and t.typname in ('text', '_text', 'jsonb')
                  and n.nspname =\s""")
            .bind(SqlType.TEXT, schema.text())
            .add(" order by c.relname, a.attnum"),
        row -> {
          String table = row.getString(1);
          if (LEFT_ALONE.contains(table) || leftAlone.contains(table)) {
            return false;
          }
          Shape shape =
              switch (row.getString(3)) {
                case "text" -> Shape.TEXT;
                case "jsonb" -> Shape.JSON;
                default -> Shape.LIST;
              };
          return tables
              .computeIfAbsent(table, key -> new ArrayList<>())
              .add(new Column(SqlName.of(row.getString(2)), shape, row.getBoolean(4)));
        });
    return tables;
  }

  private Sql update(
      SqlName schema, String table, List<Column> columns, SqlText text, @Nullable Sql condition) {
    boolean isRecords = RECORDS.matcher(table).matches();
    List<Sql> sets = new ArrayList<>();
    List<Sql> wheres = new ArrayList<>();
    for (Column column : columns) {
      switch (column.shape()) {
        case TEXT -> {
          sets.add(text.blankedText(column.name(), column.isUnique()));
          wheres.add(text.inText(column.name()));
        }
        case LIST -> {
          // What the quick search looks into follows from the texts beside it.
          boolean isSearch = isRecords && column.name().equals(SEARCH);
          sets.add(
              text.blankedList(
                  column.name(),
                  isSearch ? terms.index(text.prints().values()) : List.<String>of()));
          if (!isSearch) {
            wheres.add(text.inList(column.name()));
          }
        }
        case JSON -> {
          boolean isApart = table.equals("change") || isRecords && column.name().equals(DATA);
          sets.add(text.blankedJson(column.name(), isApart));
          wheres.add(text.inJson(column.name(), isApart));
        }
      }
    }
    Sql update =
        Sql.of("update ")
            .add(schema, SqlName.of(table))
            .add(" set ")
            .join(", ", sets)
            .add(" where (")
            .join(" or ", wheres)
            .add(")");
    return condition == null ? update : update.add(" and ").add(condition);
  }

  private List<Long> seqs(Sql update) {
    return jdbc.query(update.add(" returning seq"), row -> row.getLong(1));
  }
}
