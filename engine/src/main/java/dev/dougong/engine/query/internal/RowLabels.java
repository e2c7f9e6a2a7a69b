package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.internal.ColumnReader;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.TableRow;
import dev.dougong.engine.value.ValueKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Labels of what rows of sub-tables point at; one statement for each entity and page. */
public final class RowLabels {

  /** No labels. */
  public static final RowLabels NONE = new RowLabels(Map.of());

  private final Map<UUID, String> labels;

  private RowLabels(Map<UUID, String> labels) {
    this.labels = labels;
  }

  /** The label, or null where the reader may not see the record. */
  public @Nullable String label(UUID id) {
    return labels.get(id);
  }

  /** Looks up the labels that the rows of sub-tables of a page need. */
  static RowLabels of(
      Jdbc jdbc,
      SqlCompiler compiler,
      Directory directory,
      Access access,
      OutputFields fields,
      List<@Nullable Object[]> page) {
    Wanted wanted = new Wanted(access, directory);
    for (OutputField output : fields.shown()) {
      if (output.field().kind() == ValueKind.TABLE) {
        for (@Nullable Object[] values : page) {
          if (values[output.slot()] instanceof List<?> rows) {
            wanted.addRows(output.field(), rows);
          }
        }
      }
    }
    return wanted.lookUp(jdbc, compiler);
  }

  /** Collects ids before they are looked up. */
  public static final class Wanted {

    private final Access access;
    private final Directory directory;
    private final Map<String, Set<UUID>> records = new HashMap<>();
    private final Map<UUID, String> labels = new HashMap<>();

    /** For a reader. */
    public Wanted(Access access, Directory directory) {
      this.access = access;
      this.directory = directory;
    }

    /** Ids of records of an entity, of users or of organisation units. */
    public void add(String target, Set<UUID> ids) {
      if (target.equals(ValueType.USER) || target.equals(ValueType.ORG_UNIT)) {
        for (UUID id : ids) {
          String name =
              target.equals(ValueType.USER)
                  ? directory.userName(id)
                  : directory.orgUnitName(id, access.locale());
          if (name != null) {
            labels.put(id, name);
          }
        }
      } else {
        records.computeIfAbsent(target, key -> new HashSet<>()).addAll(ids);
      }
    }

    private void addRows(Field table, List<?> rows) {
      for (Field inner : table.rowFields()) {
        Set<UUID> ids = new HashSet<>();
        for (Object row : rows) {
          if (((TableRow) row).value(inner.id()) instanceof UUID id) {
            ids.add(id);
          }
        }
        if (!ids.isEmpty()) {
          add(target(inner), ids);
        }
      }
    }

    /** What a reference field points at, as {@link #add} takes it. */
    public static String target(Field inner) {
      if (inner.target() instanceof ReferenceTarget.ToEntity to) {
        return to.entity();
      }
      return inner.target() instanceof ReferenceTarget.ToUser ? ValueType.USER : ValueType.ORG_UNIT;
    }

    /** The labels of all that was added; one statement for each entity. */
    public RowLabels lookUp(Jdbc jdbc, SqlCompiler compiler) {
      records.forEach(
          (key, ids) ->
              RowLabels.lookUp(jdbc, compiler, access, access.metadata().entity(key), ids, labels));
      return new RowLabels(labels);
    }
  }

  private static void lookUp(
      Jdbc jdbc,
      SqlCompiler compiler,
      Access access,
      Entity target,
      Set<UUID> ids,
      Map<UUID, String> labels) {
    EntityAccess rights = access.entity(target);
    Field title = target.title();
    if (title == null || rights.isNone() || !rights.isShown(title)) {
      return;
    }
    SqlName alias = SqlName.of("r");
    RecordSqlScope scope =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, target, alias);
    Sql sql =
        Sql.of("select r.id, ")
            .add(scope.value(title))
            .add(" from ")
            .add(StoredField.from(access.metadata(), target, alias))
            .add(" where r.id = any(")
            .bind(SqlType.UUID_ARRAY, List.copyOf(ids))
            .add(") and r.deleted_at is null");
    Sql rule = scope.condition(rights.read());
    if (rule != null) {
      sql.add(" and ").add(rule);
    }
    jdbc.query(
        sql,
        row -> {
          Object value = ColumnReader.read(row, 2, title);
          if (value != null) {
            labels.put(
                Objects.requireNonNull(Jdbc.uuid(row, 1)),
                rights.isMasked(title)
                    ? Masked.of(title, value).text()
                    : title
                        .type()
                        .format(
                            value,
                            title.definition(),
                            access.locale(),
                            access.evaluation().zone()));
          }
          return true;
        });
  }
}
