package dev.dougong.engine.query.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.ExportSink;
import dev.dougong.engine.query.ListQuery;
import dev.dougong.engine.query.RecordQueries;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.reveal.MaskedLookups;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** {@link RecordQueries} over PostgreSQL. */
public final class JdbcRecordQueries implements RecordQueries {

  private final Jdbc jdbc;
  private final SqlCompiler compiler;
  private final Directory directory;
  private final SearchTerms searchTerms;
  private final MaskedLookups lookups;
  private final ListCompiler lists;
  private final OrderWalks walks;

  /**
   * Over a data source that takes part in the engine's transactions.
   *
   * @param lookups counts searches for whole values by who sees their masks
   */
  public JdbcRecordQueries(
      DataSource source,
      Expressions expressions,
      SqlCompiler compiler,
      Directory directory,
      SearchTerms searchTerms,
      MaskedLookups lookups) {
    this.jdbc = new Jdbc(source);
    this.compiler = compiler;
    this.directory = directory;
    this.searchTerms = searchTerms;
    this.lookups = lookups;
    this.lists = new ListCompiler(expressions, searchTerms);
    this.walks = new OrderWalks(jdbc);
  }

  @Override
  public long read(Access access, String entityKey, UUID id, JsonGenerator out) throws IOException {
    Entity entity = ListCompiler.readable(access, entityKey);
    ReadPlan plan = ReadPlan.of(access, compiler, entity);
    OutputFields output = plan.output();
    @Nullable Object[] values =
        jdbc.queryOne(plan.sql(id), row -> output.read(row, 1, access.evaluation()));
    if (values == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    RowLabels labels =
        RowLabels.of(
            jdbc, compiler, directory, access, output, List.<@Nullable Object[]>of(values));
    out.writeStartObject();
    new RowWriter(directory, access.locale(), labels).write(output, values, out);
    out.writeEndObject();
    return plan.version(values);
  }

  @Override
  public void write(Access access, EntityRecord record, JsonGenerator out) throws IOException {
    read(access, access.metadata().entity(record.entity()).key(), record.id(), out);
  }

  @Override
  public void readAll(Access access, String entityKey, Collection<UUID> ids, JsonGenerator out)
      throws IOException {
    Entity entity = ListCompiler.readable(access, entityKey);
    ReadPlan plan = ReadPlan.of(access, compiler, entity);
    OutputFields output = plan.output();
    List<@Nullable Object[]> rows =
        ids.isEmpty()
            ? List.of()
            : jdbc.query(
                plan.sql(access, compiler, entity, ids),
                row -> output.read(row, 1, access.evaluation()));
    RowLabels labels = RowLabels.of(jdbc, compiler, directory, access, output, rows);
    RowWriter writer = new RowWriter(directory, access.locale(), labels);
    out.writeStartArray();
    for (@Nullable Object[] values : rows) {
      out.writeStartObject();
      writer.write(output, values, out);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  @Override
  public void list(Access access, ListQuery query, JsonGenerator out) throws IOException {
    ListCompiler.CheckedList checked = lists.check(access, query);
    PageReader reader = reader(access, checked, query);
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

  private PageReader reader(Access access, ListCompiler.CheckedList checked, ListQuery query) {
    PageReader reader = new PageReader(jdbc, walks, compiler, searchTerms, access, checked, query);
    if (reader.seeksMasked()) {
      lookups.count(access);
    }
    return reader;
  }

  @Override
  public void export(Access access, ListQuery query, ExportSink sink) throws IOException {
    ListCompiler.CheckedList checked = lists.check(access, query);
    if (!access.entity(checked.entity()).mayExport()) {
      throw new AccessException(Problem.of("query.noExport"));
    }
    PageReader reader = reader(access, checked, query);
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
