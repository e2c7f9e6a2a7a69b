package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.FieldAccess;
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
final class RowLabels {

  /** No labels. */
  static final RowLabels NONE = new RowLabels(Map.of());

  private final Map<UUID, String> labels;

  private RowLabels(Map<UUID, String> labels) {
    this.labels = labels;
  }

  /** The label, or null where the reader may not see the record. */
  @Nullable String label(UUID id) {
    return labels.get(id);
  }

  /** Looks up the labels that the rows of a page need. */
  static RowLabels of(
      Jdbc jdbc,
      SqlCompiler compiler,
      Directory directory,
      Access access,
      OutputFields fields,
      List<@Nullable Object[]> page) {
    Map<Integer, Set<UUID>> wanted = new HashMap<>();
    Map<UUID, String> labels = new HashMap<>();
    for (OutputField output : fields.shown()) {
      if (output.field().kind() == ValueKind.TABLE) {
        for (@Nullable Object[] values : page) {
          if (values[output.slot()] instanceof List<?> rows) {
            collect(access, directory, output.field(), rows, wanted, labels);
          }
        }
      }
    }
    wanted.forEach(
        (id, ids) -> lookUp(jdbc, compiler, access, access.metadata().entity(id), ids, labels));
    return new RowLabels(labels);
  }

  private static void collect(
      Access access,
      Directory directory,
      Field table,
      List<?> rows,
      Map<Integer, Set<UUID>> wanted,
      Map<UUID, String> labels) {
    for (Field inner : table.rowFields()) {
      if (inner.kind() != ValueKind.REFERENCE) {
        continue;
      }
      for (Object row : rows) {
        if (((TableRow) row).value(inner.id()) instanceof UUID id) {
          if (inner.target() instanceof ReferenceTarget.ToEntity to) {
            int target = access.metadata().entity(to.entity()).id();
            wanted.computeIfAbsent(target, key -> new HashSet<>()).add(id);
          } else {
            String name =
                inner.target() instanceof ReferenceTarget.ToUser
                    ? directory.userName(id)
                    : directory.orgUnitName(id, access.locale());
            if (name != null) {
              labels.put(id, name);
            }
          }
        }
      }
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
    if (title == null || rights.isNone() || rights.field(title) == FieldAccess.HIDDEN) {
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
                title.type().format(value, title.definition(), access.locale()));
          }
          return true;
        });
  }
}
