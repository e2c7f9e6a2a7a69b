package dev.dougong.web.rest;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.record.RecordHistory;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** What happened to a record. */
@Path("/api/data/{entity}/{id}/changes")
@Produces(MediaType.APPLICATION_JSON)
public final class HistoryResource {

  private static final int PAGE = 50;

  private final Caller caller;
  private final RecordHistory history;

  /** Over the change log. */
  @Inject
  public HistoryResource(Caller caller, RecordHistory history) {
    this.caller = caller;
    this.history = history;
  }

  /** A page of changes, the newest first. */
  @GET
  @Policy(Who.SIGNED_IN)
  public byte[] changes(
      @PathParam("entity") String entity, @PathParam("id") String id, @Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("after", "limit"));
    UUID record = Parameters.id(id);
    int limit = parameters.number("limit", PAGE);
    Access access = caller.access();
    return JsonAnswers.of(
        out -> history.changes(access, entity, record, parameters.text("after"), limit, out));
  }

  /** When a field took and left each of its values, the oldest first. */
  @GET
  @Path("spans")
  @Policy(Who.SIGNED_IN)
  public byte[] spans(
      @PathParam("entity") String entity, @PathParam("id") String id, @Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("field"));
    UUID record = Parameters.id(id);
    String field = Objects.requireNonNullElse(parameters.text("field"), "");
    Access access = caller.access();
    return JsonAnswers.of(out -> history.spans(access, entity, record, field, out));
  }
}
