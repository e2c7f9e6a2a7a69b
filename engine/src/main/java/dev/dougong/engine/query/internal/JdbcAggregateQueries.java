package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.query.AggregateQueries;
import dev.dougong.engine.query.GroupKey;
import dev.dougong.engine.query.GroupMeasure;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.query.GroupResult;
import dev.dougong.engine.record.internal.ColumnReader;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.storage.internal.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** {@link AggregateQueries} that compute each answer over all records. */
public final class JdbcAggregateQueries implements AggregateQueries {

  private static final int BEFORE_KEYS = 3;

  private final Jdbc jdbc;
  private final SqlCompiler compiler;
  private final Directory directory;

  /** Over a data source that takes part in the engine's transactions. */
  public JdbcAggregateQueries(DataSource source, SqlCompiler compiler, Directory directory) {
    this.jdbc = new Jdbc(source);
    this.compiler = compiler;
    this.directory = directory;
  }

  @Override
  public GroupResult query(Access access, GroupQuery query) {
    return named(access, query, read(query, new GroupPlan(access, compiler, query).sql()));
  }

  /** The rows of a statement of a {@link GroupPlan}. */
  AnsweredGroups read(GroupQuery query, Sql sql) {
    int last = BEFORE_KEYS + 2 * query.keys().size() + query.measures().size() + 1;
    long[] groups = new long[1];
    boolean[] isCut = new boolean[1];
    @Nullable String[] at = new @Nullable String[1];
    List<GroupResult.Row> rows =
        jdbc.query(
            sql,
            row -> {
              if (row.getInt(1) == 0) {
                groups[0] = row.getLong(2);
              }
              isCut[0] |= row.getLong(2) > query.limit();
              at[0] = row.getString(last);
              return row(query, row);
            });
    return new AnsweredGroups(rows, groups[0], isCut[0], at[0]);
  }

  /** The answer with the names of what its keys point at, as the reader may see them now. */
  GroupResult named(Access access, GroupQuery query, AnsweredGroups groups) {
    return new GroupResult(
        groups.rows(), groups.groups(), groups.isCut(), labels(access, query, groups.rows()));
  }

  private static GroupResult.Row row(GroupQuery query, ResultSet row) throws SQLException {
    List<@Nullable Object> keys = new ArrayList<>();
    int column = BEFORE_KEYS + 1;
    for (GroupKey key : query.keys()) {
      boolean isRest = row.getBoolean(column + 1);
      keys.add(isRest ? GroupResult.OTHERS : ColumnReader.read(row, column, key.kind()));
      column += 2;
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (GroupMeasure measure : query.measures()) {
      values.add(ColumnReader.read(row, column++, measure.kind()));
    }
    return new GroupResult.Row(
        row.getInt(1),
        Collections.unmodifiableList(keys),
        Collections.unmodifiableList(values),
        row.getLong(3));
  }

  private Map<UUID, String> labels(Access access, GroupQuery query, List<GroupResult.Row> rows) {
    RowLabels.Wanted wanted = new RowLabels.Wanted(access, directory);
    Set<UUID> all = new HashSet<>();
    for (int i = 0; i < query.keys().size(); i++) {
      String target = query.keys().get(i).value().type().target();
      Set<UUID> ids = new HashSet<>();
      for (GroupResult.Row row : rows) {
        if (row.keys().get(i) instanceof UUID id) {
          ids.add(id);
        }
      }
      if (target != null && !ids.isEmpty()) {
        wanted.add(target, ids);
        all.addAll(ids);
      }
    }
    Map<UUID, String> labels = new HashMap<>();
    if (!all.isEmpty()) {
      RowLabels found = wanted.lookUp(jdbc, compiler);
      for (UUID id : all) {
        String label = found.label(id);
        if (label != null) {
          labels.put(id, label);
        }
      }
    }
    return labels;
  }
}
