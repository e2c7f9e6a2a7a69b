package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.dataimport.ImportPlan;
import dev.dougong.engine.dataimport.ImportRow;
import dev.dougong.engine.dataimport.ImportState;
import dev.dougong.engine.dataimport.Imports;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.live.ImportWork;
import dev.dougong.web.rest.internal.ErrorCsv;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Files that become records: brought, checked, run, and taken back. */
@Path("/api/imports")
@Produces(MediaType.APPLICATION_JSON)
public final class ImportResource {

  private static final Set<String> LIST = Set.of("entity");
  private static final Set<String> ROWS = Set.of("problems", "after", "limit");
  private static final int PAGE = 50;
  private static final int MOST = 200;
  private static final int FILE_PAGE = 1_000;

  private final Caller caller;
  private final Imports imports;
  private final ImportWork work;
  private final Uploads uploads;
  private final ImportAnswers answers;
  private final ObjectMapper mapper;

  /** Over the imports of the workspace. */
  @Inject
  public ImportResource(
      Caller caller,
      Imports imports,
      ImportWork work,
      Uploads uploads,
      ImportAnswers answers,
      ObjectMapper mapper) {
    this.caller = caller;
    this.imports = imports;
    this.work = work;
    this.uploads = uploads;
    this.answers = answers;
    this.mapper = mapper;
  }

  /** Reads a file, sent as the part {@code file} of a form beside {@code entity}. */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Policy(Who.SIGNED_IN)
  public Response bring(
      @RestForm("file") @Nullable FileUpload file, @RestForm("entity") @Nullable String entity) {
    if (entity == null) {
      throw Bodies.wrong("/entity", "multipart/form-data; name=\"entity\"");
    }
    Uploads.Upload sent = uploads.file(file);
    ImportState state =
        imports.bring(caller.access(), caller.identity().roles(), entity, sent.name(), sent.path());
    return Response.status(201).entity(answer(state)).build();
  }

  /** The newest imports into an entity. */
  @GET
  @Policy(Who.SIGNED_IN)
  public ObjectNode recent(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), LIST);
    String entity = parameters.text("entity");
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    imports
        .recent(caller.access(), entity == null ? "" : entity)
        .forEach(one -> items.add(answers.state(one, caller.locale())));
    return answer.putNull("next");
  }

  /** How far an import is, what it did, and its first rows with problems. */
  @GET
  @Path("{id}")
  @Policy(Who.SIGNED_IN)
  public ObjectNode find(@PathParam("id") String id) {
    return answer(imports.find(caller.access(), Parameters.id(id)));
  }

  /** Rows with what they are read as and what is wrong with them. */
  @GET
  @Path("{id}/rows")
  @Policy(Who.SIGNED_IN)
  public ObjectNode rows(@PathParam("id") String id, @Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), ROWS);
    int limit = Math.max(1, Math.min(MOST, parameters.number("limit", PAGE)));
    return page(
        Parameters.id(id), parameters.isOn("problems"), parameters.number("after", 0), limit);
  }

  /** The rows that have problems as a file, with the reasons behind them. */
  @GET
  @Path("{id}/errors")
  @Policy(Who.SIGNED_IN)
  public Response errors(@PathParam("id") String id) {
    Access access = caller.access();
    ImportState state = imports.find(access, Parameters.id(id));
    StreamingOutput file =
        out -> {
          try (ErrorCsv csv = new ErrorCsv(out)) {
            csv.begin(state.columns(), access.locale());
            List<ImportRow> rows;
            int after = 0;
            do {
              rows = imports.rows(access, state.id(), true, after, FILE_PAGE);
              for (ImportRow row : rows) {
                after = row.number();
                csv.row(row, state.columns().size(), answers.reasons(row, access.locale()));
              }
            } while (rows.size() == FILE_PAGE);
          }
        };
    return Response.ok(file)
        .type("text/csv; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"" + state.entity() + "-errors.csv\"")
        .build();
  }

  /** Begins to try all rows without keeping anything. */
  @POST
  @Path("{id}/check")
  @Consumes(MediaType.APPLICATION_JSON)
  @Policy(Who.SIGNED_IN)
  public ObjectNode check(@PathParam("id") String id, @Nullable ObjectNode body) {
    UUID known = Parameters.id(id);
    ImportPlan plan = answers.plan(body, imports.find(caller.access(), known).plan());
    ObjectNode answer = answer(imports.check(caller.access(), known, plan));
    work.wake();
    return answer;
  }

  /** Begins to write the rows; again it changes nothing. */
  @POST
  @Path("{id}/run")
  @Consumes(MediaType.APPLICATION_JSON)
  @Policy(Who.SIGNED_IN)
  public ObjectNode run(@PathParam("id") String id, @Nullable ObjectNode body) {
    UUID known = Parameters.id(id);
    ImportPlan plan = answers.plan(body, imports.find(caller.access(), known).plan());
    ObjectNode answer = answer(imports.run(caller.access(), known, plan));
    work.wake();
    return answer;
  }

  /** Begins to put all records back as they were. */
  @POST
  @Path("{id}/undo")
  @Policy(Who.SIGNED_IN)
  public ObjectNode undo(@PathParam("id") String id) {
    ObjectNode answer = answer(imports.undo(caller.access(), Parameters.id(id)));
    work.wake();
    return answer;
  }

  private ObjectNode answer(ImportState state) {
    ObjectNode answer = answers.state(state, caller.locale());
    answer.set("errors", page(state.id(), true, 0, PAGE));
    return answer;
  }

  private ObjectNode page(UUID id, boolean onlyProblems, int after, int limit) {
    List<ImportRow> rows = imports.rows(caller.access(), id, onlyProblems, after, limit);
    ObjectNode page = mapper.createObjectNode();
    ArrayNode items = page.putArray("items");
    rows.forEach(row -> items.add(answers.row(row, caller.locale())));
    if (rows.size() == limit) {
      page.put("next", rows.get(rows.size() - 1).number());
    } else {
      page.putNull("next");
    }
    return page;
  }
}
