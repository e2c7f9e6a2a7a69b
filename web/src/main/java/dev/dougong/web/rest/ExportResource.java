package dev.dougong.web.rest;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.query.ListQuery;
import dev.dougong.engine.query.RecordQueries;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.rest.internal.CsvExport;
import dev.dougong.web.rest.internal.XlsxExport;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashSet;
import java.util.Set;

/** Lists as files, row by row. */
@Path("/api/data/{entity}/export")
public final class ExportResource {

  private static final Set<String> KNOWN = known();

  private final Caller caller;
  private final RecordQueries queries;

  /** Over the read path. */
  @Inject
  public ExportResource(Caller caller, RecordQueries queries) {
    this.caller = caller;
    this.queries = queries;
  }

  /** The rows of a list as CSV or as a workbook. */
  @GET
  @Policy(Who.SIGNED_IN)
  public Response export(@PathParam("entity") String entity, @Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), KNOWN);
    ListQuery query = RecordResource.query(entity, parameters, 1, null, false);
    String format = parameters.text("format");
    Access access = caller.access();
    if (format == null || format.equals("csv")) {
      return file(
          entity + ".csv",
          "text/csv; charset=utf-8",
          out -> {
            try (CsvExport sink = new CsvExport(out, access.locale())) {
              queries.export(access, query, sink);
            }
          });
    }
    if (format.equals("xlsx")) {
      return file(
          entity + ".xlsx",
          XlsxExport.MEDIA_TYPE,
          out -> {
            try (XlsxExport sink =
                new XlsxExport(out, access.locale(), access.evaluation().zone())) {
              queries.export(access, query, sink);
            }
          });
    }
    throw Bodies.wrong("/format", "csv | xlsx");
  }

  private static Response file(String name, String mediaType, StreamingOutput rows) {
    return Response.ok(rows)
        .type(mediaType)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .build();
  }

  private static Set<String> known() {
    Set<String> known = new HashSet<>(RecordResource.CHOICE);
    known.add("format");
    return Set.copyOf(known);
  }
}
