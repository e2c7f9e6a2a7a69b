package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Directory;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.people.Deputies;
import dev.dougong.workflow.people.Deputies.Deputy;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who stands in for a person who is away: for that person, and for administrators. */
@Path("/api/people/{id}/deputy")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DeputyResource {

  private final Caller caller;
  private final Deputies deputies;
  private final Directory directory;
  private final ObjectMapper mapper;

  /** Over the deputies of the workspace. */
  @Inject
  public DeputyResource(
      Caller caller, Deputies deputies, Directory directory, ObjectMapper mapper) {
    this.caller = caller;
    this.deputies = deputies;
    this.directory = directory;
    this.mapper = mapper;
  }

  /** Who shall stand in, from when (absent means now) and until when. */
  public record DeputyRequest(
      @Nullable UUID deputy, @Nullable Instant from, @Nullable Instant until) {}

  /** The deputy; {@code deputy} is null for none. */
  @GET
  @Policy(Who.SIGNED_IN)
  public ObjectNode find(@PathParam("id") String id) {
    Deputy found = deputies.find(caller.access(), Parameters.id(id));
    ObjectNode answer = mapper.createObjectNode();
    if (found == null) {
      answer.putNull("deputy").putNull("from").putNull("until");
      return answer;
    }
    answer
        .putObject("deputy")
        .put("id", found.deputy().toString())
        .put("label", directory.userName(found.deputy()));
    ExecutionJson.moment(answer, "from", found.from());
    ExecutionJson.moment(answer, "until", found.until());
    return answer;
  }

  /** Sets the deputy. */
  @PUT
  @Policy(Who.SIGNED_IN)
  public ObjectNode set(@PathParam("id") String id, @Nullable DeputyRequest request) {
    DeputyRequest given = Bodies.present(request);
    deputies.set(
        caller.access(),
        Parameters.id(id),
        new Deputies.Wish(
            Bodies.present(given.deputy()), given.from(), Bodies.present(given.until())));
    return find(id);
  }

  /** Nobody stands in any more. */
  @DELETE
  @Policy(Who.SIGNED_IN)
  public void clear(@PathParam("id") String id) {
    deputies.clear(caller.access(), Parameters.id(id));
  }
}
