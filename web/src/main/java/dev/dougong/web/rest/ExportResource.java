package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.query.ListQuery;
import dev.dougong.engine.query.RecordQueries;
import dev.dougong.engine.value.ValueKind;
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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists as files, row by row. */
@Path("/api/data/{entity}/export")
public final class ExportResource {

  private static final Set<String> KNOWN = known();

  private final Caller caller;
  private final RecordQueries queries;
  private final AuditLog audit;

  /** Over the read path. */
  @Inject
  public ExportResource(Caller caller, RecordQueries queries, AuditLog audit) {
    this.caller = caller;
    this.queries = queries;
    this.audit = audit;
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
      tell(entity, "csv", parameters);
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
      tell(entity, "xlsx", parameters);
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

  /** Told before the first row leaves: who breaks off has read what came. */
  private void tell(String entity, String format, Parameters parameters) {
    ObjectNode details = JsonNodeFactory.instance.objectNode().put("format", format);
    Entity of = caller.access().metadata().findEntity(entity);
    // what somebody looked for may be a value that is stored under seal only
    boolean isQuiet =
        of != null && of.fields().stream().anyMatch(field -> field.kind() == ValueKind.SEALED);
    for (String name : List.of("filter", "q", "fields")) {
      @Nullable String given = parameters.text(name);
      if (given != null) {
        details.put(name, isQuiet && !name.equals("fields") ? quiet(name, given) : given);
      }
    }
    audit.tell("records.exported", entity, details);
  }

  private static String quiet(String name, String given) {
    return name.equals("q") ? "…" : given.replaceAll("\"[^\"]*\"", "\"…\"");
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
