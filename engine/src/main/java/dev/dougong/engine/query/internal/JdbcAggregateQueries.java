package dev.dougong.engine.query.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Checked;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.AggregateQueries;
import dev.dougong.engine.query.AggregateQuery;
import dev.dougong.engine.query.AggregateQuery.Aggregate;
import dev.dougong.engine.query.AggregateQuery.Dimension;
import dev.dougong.engine.query.AggregateQuery.Measure;
import dev.dougong.engine.query.ReaderScope;
import dev.dougong.engine.query.internal.AggregatePlan.Column;
import dev.dougong.engine.record.internal.ColumnReader;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.value.ValueKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** {@link AggregateQueries} over PostgreSQL. */
public final class JdbcAggregateQueries implements AggregateQueries {

  private final Jdbc jdbc;
  private final Expressions expressions;
  private final SqlCompiler compiler;
  private final Directory directory;
  private final ListCompiler lists;

  /** Over a data source that takes part in the engine's transactions. */
  public JdbcAggregateQueries(
      DataSource source,
      Expressions expressions,
      SqlCompiler compiler,
      Directory directory,
      SearchTerms searchTerms) {
    this.jdbc = new Jdbc(source);
    this.expressions = expressions;
    this.compiler = compiler;
    this.directory = directory;
    this.lists = new ListCompiler(expressions, searchTerms);
  }

  @Override
  public void query(Access access, AggregateQuery query, JsonGenerator out) throws IOException {
    AggregatePlan plan = check(access, query);
    List<Column> columns = plan.columns();
    List<@Nullable Object[]> rows =
        jdbc.query(
            plan.sql(),
            row -> {
              @Nullable Object[] values = new @Nullable Object[columns.size()];
              for (int i = 0; i < values.length; i++) {
                values[i] = ColumnReader.read(row, i + 1, columns.get(i).kind());
              }
              return values;
            });
    boolean isTruncated = rows.size() > query.limit();
    List<@Nullable Object[]> shown = isTruncated ? rows.subList(0, query.limit()) : rows;
    RowLabels labels = labels(access, columns, shown);
    out.writeStartObject();
    out.writeArrayFieldStart("columns");
    for (Column column : columns) {
      out.writeStartObject();
      out.writeStringField("key", column.key());
      out.writeStringField("kind", column.kind().name());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("rows");
    for (@Nullable Object[] values : shown) {
      out.writeStartObject();
      for (int i = 0; i < values.length; i++) {
        out.writeFieldName(columns.get(i).key());
        write(values[i], labels, out);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeBooleanField("truncated", isTruncated);
    out.writeEndObject();
  }

  private static void write(@Nullable Object value, RowLabels labels, JsonGenerator out)
      throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof UUID id) {
      out.writeStartObject();
      out.writeStringField("id", id.toString());
      String label = labels.label(id);
      if (label == null) {
        out.writeNullField("label");
      } else {
        out.writeStringField("label", label);
      }
      out.writeEndObject();
    } else {
      ValueJson.write(value, out);
    }
  }

  private RowLabels labels(Access access, List<Column> columns, List<@Nullable Object[]> rows) {
    RowLabels.Wanted wanted = new RowLabels.Wanted(access, directory);
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i) instanceof AggregatePlan.Group group
          && group.value().type().target() != null) {
        Set<UUID> ids = new HashSet<>();
        for (@Nullable Object[] values : rows) {
          if (values[i] instanceof UUID id) {
            ids.add(id);
          }
        }
        wanted.add(group.value().type().target(), ids);
      }
    }
    return wanted.lookUp(jdbc, compiler);
  }

  private AggregatePlan check(Access access, AggregateQuery query) {
    Entity entity = ListCompiler.readable(access, query.entity());
    ReaderScope scope = new ReaderScope(access, entity);
    List<Problem> problems = new ArrayList<>();
    Expression filter = lists.condition(query.filter(), scope, "/filter", problems);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < query.dimensions().size(); i++) {
      addGroup(query.dimensions().get(i), "/dimensions/" + i, scope, columns, problems);
    }
    for (int i = 0; i < query.measures().size(); i++) {
      addMeasure(query.measures().get(i), "/measures/" + i, scope, columns, problems);
    }
    List<AggregatePlan.Order> order = order(query.sort(), columns, problems);
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return new AggregatePlan(access, compiler, entity, filter, columns, order, query.limit());
  }

  private void addGroup(
      Dimension dimension,
      String place,
      ReaderScope scope,
      List<Column> columns,
      List<Problem> problems) {
    Checked checked = expressions.check(dimension.field(), scope, null);
    if (!(checked.expression() instanceof Expression.Field field)) {
      problems.add(
          Problem.at(place + "/field", "query.unknownField")
              .with("field", dimension.field())
              .near(Expressions.near(dimension.field(), scope.keys())));
      return;
    }
    ValueKind kind = field.type().kind();
    boolean isMoment = kind == ValueKind.DATE || kind == ValueKind.DATE_TIME;
    if (kind == ValueKind.TABLE
        || kind == ValueKind.JSON
        || (dimension.bucket() != null && !isMoment)) {
      problems.add(
          Problem.at(place + "/field", "query.unsortable").with("field", dimension.field()));
      return;
    }
    columns.add(new AggregatePlan.Group(dimension.key(), field, dimension.bucket()));
  }

  private void addMeasure(
      Measure measure,
      String place,
      ReaderScope scope,
      List<Column> columns,
      List<Problem> problems) {
    Expression value = null;
    if (measure.expression() != null) {
      Checked checked = expressions.check(measure.expression(), scope, null);
      for (Problem problem : checked.problems()) {
        problems.add(problem.below(place + "/expression"));
      }
      value = checked.expression();
      if (value == null) {
        return;
      }
    }
    ValueType type = value == null ? ValueType.NUMBER : value.type();
    Aggregate aggregate = measure.aggregate();
    boolean isArithmetic = aggregate == Aggregate.SUM || aggregate == Aggregate.AVERAGE;
    boolean isExtreme = aggregate == Aggregate.MIN || aggregate == Aggregate.MAX;
    if ((isArithmetic && !type.isNumber()) || (isExtreme && !isOrdered(type.kind()))) {
      problems.add(Problem.at(place, "query.wrongType").with("aggregate", aggregate.id()));
      return;
    }
    boolean isCount = aggregate == Aggregate.COUNT || aggregate == Aggregate.COUNT_DISTINCT;
    ValueKind kind =
        isCount ? ValueKind.INTEGER : type.isNumber() ? ValueKind.DECIMAL : type.kind();
    columns.add(new AggregatePlan.Measured(measure.key(), aggregate, value, kind));
  }

  private static boolean isOrdered(ValueKind kind) {
    return switch (kind) {
      case TEXT, INTEGER, DECIMAL, DATE, TIME, DATE_TIME, DURATION -> true;
      case BOOLEAN, TEXT_LIST, REFERENCE, REFERENCE_LIST, TABLE, JSON -> false;
    };
  }

  private static List<AggregatePlan.Order> order(
      List<String> sort, List<Column> columns, List<Problem> problems) {
    List<AggregatePlan.Order> order = new ArrayList<>();
    List<String> keys = columns.stream().map(Column::key).toList();
    for (int i = 0; i < sort.size(); i++) {
      boolean isDescending = sort.get(i).startsWith("-");
      String key = isDescending ? sort.get(i).substring(1) : sort.get(i);
      int at = keys.indexOf(key);
      if (at < 0) {
        problems.add(
            Problem.at("/sort/" + i, "query.unknownField")
                .with("field", key)
                .near(Expressions.near(key, keys)));
      } else {
        order.add(new AggregatePlan.Order(at + 1, isDescending));
      }
    }
    if (order.isEmpty()) {
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i) instanceof AggregatePlan.Group) {
          order.add(new AggregatePlan.Order(i + 1, false));
        }
      }
    }
    return order;
  }
}
