package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.source.SourcePeople;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accounts of other places that are bound to a person; for administrators. */
@Path("/api/users/{id}/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UserAccountResource {

  private final SourcePeople people;
  private final Users users;
  private final ObjectMapper mapper;

  /** Over what is bound. */
  @Inject
  public UserAccountResource(SourcePeople people, Users users, ObjectMapper mapper) {
    this.people = people;
    this.users = users;
    this.mapper = mapper;
  }

  /** An account there, as that place names it for ever. */
  public record AccountRequest(@Nullable String subject) {}

  /** All of a person. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode list(@PathParam("id") String id) {
    return written(known(id));
  }

  /** Binds a person to an account there, in the place of another one. */
  @PUT
  @Path("{source}")
  @Policy(Who.ADMIN)
  public ObjectNode bind(
      @PathParam("id") String id,
      @PathParam("source") String source,
      @Nullable AccountRequest request) {
    UUID user = known(id);
    String subject = Bodies.present(Bodies.present(request).subject());
    people.bindByHand(Parameters.id(source), subject, user);
    return written(user);
  }

  /** Ends that a person signs in by that source. */
  @DELETE
  @Path("{source}")
  @Policy(Who.ADMIN)
  public void end(@PathParam("id") String id, @PathParam("source") String source) {
    people.unbind(Parameters.id(source), known(id));
  }

  private UUID known(String id) {
    UUID user = Parameters.id(id);
    if (users.find(user) == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return user;
  }

  private ObjectNode written(UUID user) {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    people
        .boundOf(user)
        .forEach(
            (bound, label) ->
                items
                    .addObject()
                    .put("source", bound.source().toString())
                    .put("label", label)
                    .put("subject", bound.subject())
                    .put("boundAt", bound.boundAt().toString()));
    return answer;
  }
}
