package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.query.ListQuery;
import dev.dougong.engine.query.RecordQueries;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.RecordHistory;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records one by one, and lists of them. */
@Path("/api/data/{entity}")
@Produces(MediaType.APPLICATION_JSON)
public final class RecordResource {

  /** Parameters that choose what is in a list, and how it looks. */
  static final Set<String> CHOICE = Set.of("filter", "sort", "fields", "q", "deleted");

  private static final Set<String> LIST =
      Set.of("filter", "sort", "fields", "q", "deleted", "limit", "after", "count");
  private static final Set<String> ONE = Set.of("asOf");
  private static final int PAGE = 50;

  private final Caller caller;
  private final RecordQueries queries;
  private final Records records;
  private final RecordHistory history;

  /** Over the read and the write path. */
  @Inject
  public RecordResource(
      Caller caller, RecordQueries queries, Records records, RecordHistory history) {
    this.caller = caller;
    this.queries = queries;
    this.records = records;
    this.history = history;
  }

  /** A page of a list, or of the recycle bin. */
  @GET
  @Policy(Who.SIGNED_IN)
  public byte[] list(@PathParam("entity") String entity, @Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), LIST);
    ListQuery query =
        query(
            entity,
            parameters,
            parameters.number("limit", PAGE),
            parameters.text("after"),
            parameters.isOn("count"));
    Access access = caller.access();
    return JsonAnswers.of(out -> queries.list(access, query, out));
  }

  static ListQuery query(
      String entity, Parameters parameters, int limit, @Nullable String after, boolean isCounted) {
    return new ListQuery(
        entity,
        parameters.text("filter"),
        parameters.list("sort"),
        parameters.list("fields"),
        parameters.text("q"),
        limit,
        after,
        isCounted,
        parameters.isOn("deleted"));
  }

  /** Makes a record. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Policy(Who.SIGNED_IN)
  public Response create(
      @PathParam("entity") String entity,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @HeaderParam(Parameters.FORM) @Nullable String form,
      @Nullable ObjectNode values) {
    Access access = caller.access();
    EntityRecord record =
        records.create(
            access, entity, Bodies.present(values), Parameters.writeOptions(idempotencyKey, form));
    return answer(Response.Status.CREATED, access, record)
        .header("Location", "/api/data/" + entity + "/" + record.id())
        .build();
  }

  /** One record, as it is or as it was. */
  @GET
  @Path("{id}")
  @Policy(Who.SIGNED_IN)
  public Response read(
      @PathParam("entity") String entity, @PathParam("id") String id, @Context UriInfo uri) {
    Instant asOf = new Parameters(uri.getQueryParameters(), ONE).instant("asOf");
    UUID record = Parameters.id(id);
    Access access = caller.access();
    if (asOf != null) {
      return Response.ok(JsonAnswers.of(out -> history.asOf(access, entity, record, asOf, out)))
          .build();
    }
    long[] version = new long[1];
    byte[] body = JsonAnswers.of(out -> version[0] = queries.read(access, entity, record, out));
    return Response.ok(body).header("ETag", tag(version[0])).build();
  }

  /** Changes the fields that are named. */
  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Policy(Who.SIGNED_IN)
  public Response patch(
      @PathParam("entity") String entity,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @HeaderParam(Parameters.FORM) @Nullable String form,
      @Nullable ObjectNode values) {
    Access access = caller.access();
    EntityRecord record =
        records.patch(
            access,
            entity,
            Parameters.id(id),
            Parameters.version(ifMatch),
            Bodies.present(values),
            Parameters.writeOptions(idempotencyKey, form));
    return answer(Response.Status.OK, access, record).build();
  }

  /** Moves a record to the recycle bin. */
  @DELETE
  @Path("{id}")
  @Policy(Who.SIGNED_IN)
  public void delete(
      @PathParam("entity") String entity,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    records.delete(
        caller.access(), entity, Parameters.id(id), Parameters.version(ifMatch), WriteOptions.API);
  }

  /** Takes a record out of the recycle bin. */
  @POST
  @Path("{id}/restore")
  @Policy(Who.SIGNED_IN)
  public Response restore(@PathParam("entity") String entity, @PathParam("id") String id) {
    Access access = caller.access();
    EntityRecord record = records.restore(access, entity, Parameters.id(id), WriteOptions.API);
    return answer(Response.Status.OK, access, record).build();
  }

  private Response.ResponseBuilder answer(
      Response.Status status, Access access, EntityRecord record) {
    return Response.status(status)
        .entity(JsonAnswers.of(out -> queries.write(access, record, out)))
        .header("ETag", tag(record.version()));
  }

  private static String tag(long version) {
    return "\"" + version + "\"";
  }
}
