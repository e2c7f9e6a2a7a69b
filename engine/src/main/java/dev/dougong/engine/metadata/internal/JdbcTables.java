package dev.dougong.engine.metadata.internal;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.layout.TableState;
import dev.dougong.engine.metadata.layout.TableState.Size;
import dev.dougong.engine.sql.SealedSql;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads from the database's own catalogue what record tables are like now. Thread-safe. */
final class JdbcTables {

  /** Up to here a change is done at once. */
  private static final int SMALL = 1_000;

  private final Jdbc jdbc;
  private final SqlName schema;

  JdbcTables(Jdbc jdbc, Workspace workspace) {
    this.jdbc = jdbc;
    this.schema = workspace.schema();
  }

  /** The tables of the snapshots that exist. */
  Map<SqlName, TableState> read(Metadata... snapshots) {
    Set<SqlName> names = new HashSet<>();
    for (Metadata metadata : snapshots) {
      metadata.entities().stream().map(Entity::table).forEach(names::add);
    }
    return read(names);
  }

  /** The table, or null where there is none. */
  @Nullable TableState read(SqlName table) {
    return read(Set.of(table)).get(table);
  }

  private Map<SqlName, TableState> read(Set<SqlName> names) {
    List<String> texts = names.stream().map(SqlName::text).toList();
    Map<String, Map<String, String>> columns = columns(texts);
    Map<String, Set<String>> indexes = indexes(texts);
    Map<SqlName, TableState> states = new HashMap<>();
    for (SqlName name : names) {
      Map<String, String> own = columns.get(name.text());
      if (own != null) {
        states.put(
            name, new TableState(own, indexes.getOrDefault(name.text(), Set.of()), size(name)));
      }
    }
    return states;
  }

  private Map<String, Map<String, String>> columns(List<String> tables) {
    Sql sql =
        Sql.of("select c.relname, a.attname, format_type(a.atttypid, null)")
            .add(" from pg_class c join pg_namespace n on n.oid = c.relnamespace")
            .add(" join pg_attribute a on a.attrelid = c.oid")
            .add(" where a.attnum > 0 and not a.attisdropped and c.relkind = 'r'")
            .add(" and n.nspname = ")
            .bind(SqlType.TEXT, schema.text())
            .add(" and c.relname = any (")
            .bind(SqlType.TEXT_ARRAY, tables)
            .add(")");
    Map<String, Map<String, String>> columns = new HashMap<>();
    jdbc.query(
        sql,
        row ->
            columns
                .computeIfAbsent(row.getString(1), key -> new HashMap<>())
                .put(row.getString(2), row.getString(3)));
    return columns;
  }

  private Map<String, Set<String>> indexes(List<String> tables) {
    Sql sql =
        Sql.of("select c.relname, x.relname from pg_class c")
            .add(" join pg_namespace n on n.oid = c.relnamespace")
            .add(" join pg_index i on i.indrelid = c.oid and i.indisvalid")
            .add(" join pg_class x on x.oid = i.indexrelid where n.nspname = ")
            .bind(SqlType.TEXT, schema.text())
            .add(" and c.relname = any (")
            .bind(SqlType.TEXT_ARRAY, tables)
            .add(")");
    Map<String, Set<String>> indexes = new HashMap<>();
    jdbc.query(
        sql,
        row ->
            indexes
                .computeIfAbsent(row.getString(1), key -> new HashSet<>())
                .add(row.getString(2)));
    return indexes;
  }

  private Size size(SqlName table) {
    Sql sql =
        Sql.of("select count(*) from (select from ")
            .add(schema, table)
            .add(" limit ")
            .number(SMALL + 1)
            .add(") few");
    Long count = jdbc.queryOne(sql, row -> row.getLong(1));
    if (count == null || count == 0) {
      return Size.EMPTY;
    }
    return count <= SMALL ? Size.SMALL : Size.LARGE;
  }

  /** The last record of the next batch, or null where there is none. */
  @Nullable UUID lastOfBatch(SqlName table, @Nullable UUID after, int size) {
    Sql sql = Sql.of("select id from (select id from ").add(schema, table);
    if (after != null) {
      sql.add(" where id > ").bind(SqlType.UUID, after);
    }
    sql.add(" order by id limit ").number(size).add(") batch order by id desc limit 1");
    List<UUID> last = jdbc.query(sql, row -> row.getObject(1, UUID.class));
    return last.isEmpty() ? null : last.get(0);
  }

  /** About how many records there are. */
  long estimate(SqlName table) {
    Sql sql =
        Sql.of("select greatest(0, reltuples)::bigint from pg_class c")
            .add(" join pg_namespace n on n.oid = c.relnamespace where n.nspname = ")
            .bind(SqlType.TEXT, schema.text())
            .add(" and c.relname = ")
            .bind(SqlType.TEXT, table.text());
    Long count = jdbc.queryOne(sql, row -> row.getLong(1));
    return count == null ? 0 : count;
  }

  /** Some values that stand in several live records where they should be unique. */
  List<String> duplicates(Metadata metadata, Entity entity, List<Integer> fields) {
    List<Sql> values = new ArrayList<>();
    List<Sql> conditions = new ArrayList<>();
    TableState state = read(entity.table());
    for (int id : fields) {
      SqlName name = SqlName.of("f" + id);
      boolean hasColumn = state != null && state.columns().containsKey(name.text());
      Sql document = Sql.of("(data->>").quoted(name).add(")");
      Sql value =
          hasColumn
              ? Sql.of("coalesce(").add(name).add("::text, ").add(document).add(")")
              : document;
      Field field = entity.findField(id);
      if (field != null && field.kind() == ValueKind.SEALED) {
        value = SealedSql.front(value);
      }
      values.add(value);
      conditions.add(new Sql().add(value).add(" is not null"));
    }
    Sql list = new Sql().join(", ", values);
    Sql sql =
        Sql.of("select concat_ws(', ', ")
            .add(list)
            .add(") from ")
            .add(metadata.workspace().schema(), entity.table())
            .add(" where deleted_at is null and ")
            .join(" and ", conditions)
            .add(" group by ")
            .add(list)
            .add(" having count(*) > 1 order by 1 limit 5");
    return jdbc.query(
        sql,
        row -> {
          String value = Objects.requireNonNull(row.getString(1));
          return value.startsWith("~") ? "***" : value;
        });
  }
}
