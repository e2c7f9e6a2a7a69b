package dev.dougong.engine.query.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.ExportSink;
import dev.dougong.engine.query.ListQuery;
import dev.dougong.engine.query.RecordQueries;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** {@link RecordQueries} over PostgreSQL. */
public final class JdbcRecordQueries implements RecordQueries {

  private static final SqlName R = SqlName.of("r");

  private final Jdbc jdbc;
  private final SqlCompiler compiler;
  private final Directory directory;
  private final SearchTerms searchTerms;
  private final ListCompiler lists;

  /** Over a data source that takes part in the engine's transactions. */
  public JdbcRecordQueries(
      DataSource source,
      Expressions expressions,
      SqlCompiler compiler,
      Directory directory,
      SearchTerms searchTerms) {
    this.jdbc = new Jdbc(source);
    this.compiler = compiler;
    this.directory = directory;
    this.searchTerms = searchTerms;
    this.lists = new ListCompiler(expressions, searchTerms);
  }

  @Override
  public long read(Access access, String entityKey, UUID id, JsonGenerator out) throws IOException {
    Entity entity = ListCompiler.readable(access, entityKey);
    EntityAccess rights = access.entity(entity);
    OutputFields output =
        new OutputFields(access, OutputFields.readable(rights, entity), List.of());
    Joins joins = new Joins();
    RecordSqlScope scope =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, R)
            .joining(joins);
    List<Sql> columns = output.select(R, scope, access);
    Sql rule = scope.condition(rights.read());
    Sql sql =
        Sql.of("select ")
            .join(", ", columns)
            .add(" from ")
            .add(StoredField.from(access.metadata(), entity, R))
            .add(joins.text())
            .add(" where r.id = ")
            .bind(SqlType.UUID, id)
            .add(" and r.deleted_at is null");
    if (rule != null) {
      sql.add(" and ").add(rule);
    }
    @Nullable Object[] values = jdbc.queryOne(sql, row -> output.read(row, 1));
    if (values == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    RowLabels labels =
        RowLabels.of(
            jdbc, compiler, directory, access, output, List.<@Nullable Object[]>of(values));
    out.writeStartObject();
    new RowWriter(directory, access.locale(), labels).write(output, values, out);
    out.writeEndObject();
    return (Long) Objects.requireNonNull(values[output.shown().get(1).slot()]);
  }

  @Override
  public void write(Access access, EntityRecord record, JsonGenerator out) throws IOException {
    read(access, access.metadata().entity(record.entity()).key(), record.id(), out);
  }

  @Override
  public void list(Access access, ListQuery query, JsonGenerator out) throws IOException {
    ListCompiler.CheckedList checked = lists.check(access, query);
    PageReader reader = new PageReader(jdbc, compiler, searchTerms, access, checked, query);
    PageReader.Page page = reader.read(query.after(), query.limit());
    RowLabels labels =
        RowLabels.of(jdbc, compiler, directory, access, page.output(), page.values());
    RowWriter writer = new RowWriter(directory, access.locale(), labels);
    out.writeStartObject();
    out.writeArrayFieldStart("items");
    for (PageReader.Row row : page.rows()) {
      out.writeStartObject();
      writer.write(page.output(), row.values(), out);
      if (row.deletedAt() != null) {
        out.writeStringField("deletedAt", ValueJson.text(row.deletedAt()));
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    if (page.next() == null) {
      out.writeNullField("next");
    } else {
      out.writeStringField("next", page.next());
    }
    if (query.isCounted()) {
      out.writeNumberField("count", reader.count());
    }
    out.writeNumberField("limit", query.limit());
    out.writeEndObject();
  }

  @Override
  public void export(Access access, ListQuery query, ExportSink sink) throws IOException {
    ListCompiler.CheckedList checked = lists.check(access, query);
    if (!access.entity(checked.entity()).mayExport()) {
      throw new AccessException(Problem.of("query.noExport"));
    }
    PageReader reader = new PageReader(jdbc, compiler, searchTerms, access, checked, query);
    sink.begin(checked.shown());
    String after = null;
    do {
      PageReader.Page page = reader.read(after, ListCompiler.MAX_LIMIT);
      RowLabels labels =
          RowLabels.of(jdbc, compiler, directory, access, page.output(), page.values());
      RowTexts texts = new RowTexts(directory, access, labels);
      for (PageReader.Row row : page.rows()) {
        sink.row(texts.cells(page.output(), row.values()));
      }
      after = page.next();
    } while (after != null);
  }
}
