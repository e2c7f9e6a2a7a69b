package dev.dougong.web.rest;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.timeline.Timeline;
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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that happened around a record, in one order. */
@Path("/api/data/{entity}/{id}/timeline")
@Produces(MediaType.APPLICATION_JSON)
public final class TimelineResource {

  private static final int PAGE = 30;

  private final Caller caller;
  private final Timeline timeline;

  /** Over all sources. */
  @Inject
  public TimelineResource(Caller caller, Timeline timeline) {
    this.caller = caller;
    this.timeline = timeline;
  }

  /** A page, the newest first; {@code kinds} separated by commas. */
  @GET
  @Policy(Who.SIGNED_IN)
  public byte[] page(
      @PathParam("entity") String entity, @PathParam("id") String id, @Context UriInfo uri) {
    Parameters parameters =
        new Parameters(uri.getQueryParameters(), Set.of("kinds", "after", "limit"));
    UUID record = Parameters.id(id);
    @Nullable String kinds = parameters.text("kinds");
    List<String> wanted =
        kinds == null || kinds.isEmpty() ? List.of() : Arrays.asList(kinds.split(",", -1));
    int limit = parameters.number("limit", PAGE);
    Access access = caller.access();
    return JsonAnswers.of(
        out -> timeline.page(access, entity, record, wanted, parameters.text("after"), limit, out));
  }
}
