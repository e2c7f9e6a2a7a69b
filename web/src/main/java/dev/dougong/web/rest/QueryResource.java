package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.query.ListQuery;
import dev.dougong.engine.query.Narrowing;
import dev.dougong.engine.query.RecordQueries;
import dev.dougong.report.query.FieldFilter;
import dev.dougong.report.query.Filters;
import dev.dougong.report.query.QueryShape;
import dev.dougong.report.query.ReportQuery;
import dev.dougong.report.query.Reports;
import dev.dougong.report.query.ResultTable;
import dev.dougong.report.query.ResultWriter;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values over groups of records, and the records behind them. */
@Path("/api/query")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class QueryResource {

  private static final String FILTERS = "filters";
  private static final Set<String> DRILL =
      Set.of(
          "query", "row", "measure", FILTERS, "filter", "sort", "fields", "limit", "after",
          "count");

  private final Caller caller;
  private final QueryShape shape;
  private final Reports reports;
  private final RecordQueries records;

  /** Over the read path. */
  @Inject
  public QueryResource(Caller caller, QueryShape shape, Reports reports, RecordQueries records) {
    this.caller = caller;
    this.shape = shape;
    this.reports = reports;
    this.records = records;
  }

  /** Groups and measures: a report's query, and the filters of the dashboard that shows it. */
  @POST
  @Policy(Who.SIGNED_IN)
  public byte[] query(@Nullable JsonNode body) {
    Access access = caller.access();
    ObjectNode given = body instanceof ObjectNode object ? object.deepCopy() : null;
    List<FieldFilter> filters = given == null ? List.of() : filters(given);
    ReportQuery query = shape.read(given);
    ResultTable table = reports.run(access, query, Filters.of(query, filters));
    return JsonAnswers.of(out -> new ResultWriter(access, table, out).write());
  }

  /** The records behind one group or cell, as a page of a list. */
  @POST
  @Path("drill")
  @Policy(Who.SIGNED_IN)
  public byte[] drill(@Nullable ObjectNode body) {
    Access access = caller.access();
    ObjectNode given = Bodies.present(body);
    Bodies.only(given, "", DRILL);
    ReportQuery query = shape.read(given.path("query"));
    ObjectNode row = Bodies.object(given.path("row"), "/row");
    Narrowing part =
        reports.drill(
            access,
            query,
            Filters.of(query, filters(given)),
            List.of(),
            row,
            given.hasNonNull("measure") ? Bodies.text(given, "", "measure") : null);
    ListQuery list = DrillList.of(part.query().entity().key(), given).behind(part);
    return JsonAnswers.of(out -> records.list(access, list, out));
  }

  /** Takes the filters of a dashboard off a body. */
  private static List<FieldFilter> filters(ObjectNode given) {
    List<FieldFilter> filters =
        given.hasNonNull(FILTERS) ? FieldFilter.of(Bodies.texts(given, FILTERS)) : List.of();
    given.remove(FILTERS);
    return filters;
  }
}
