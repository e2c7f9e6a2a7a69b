package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.SignInSourceStore.Bound;
import dev.dougong.engine.access.SignInSourceStore.Source;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.source.SignInSources;
import dev.dougong.web.auth.source.SourceSignIn;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Accounts of other places that are bound to people: one's own, and for administrators all. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BoundAccountResource {

  private final SourceSignIn signIn;
  private final SignInSources sources;
  private final Users users;
  private final Caller caller;
  private final ObjectMapper mapper;

  /** Over what is bound. */
  @Inject
  public BoundAccountResource(
      SourceSignIn signIn, SignInSources sources, Users users, Caller caller, ObjectMapper mapper) {
    this.signIn = signIn;
    this.sources = sources;
    this.users = users;
    this.caller = caller;
    this.mapper = mapper;
  }

  /** An account there, as that place names it for ever. */
  public record AccountRequest(@Nullable String subject) {}

  /** One's own. */
  @GET
  @Path("me/accounts")
  @Policy(Who.PERSON)
  public ObjectNode own() {
    return written(caller.identity().user().id(), false);
  }

  /** Ends that one signs in by that source. */
  @DELETE
  @Path("me/accounts/{source}")
  @Policy(Who.PERSON)
  public void endOwn(@PathParam("source") String source) {
    signIn.unbind(Parameters.id(source), caller.identity().user().id());
  }

  /** Those of a person. */
  @GET
  @Path("users/{id}/accounts")
  @Policy(Who.ADMIN)
  public ObjectNode list(@PathParam("id") String id) {
    return written(known(id), true);
  }

  /** Binds a person to an account there, in the place of another one. */
  @PUT
  @Path("users/{id}/accounts/{source}")
  @Policy(Who.ADMIN)
  public ObjectNode bind(
      @PathParam("id") String id,
      @PathParam("source") String source,
      @Nullable AccountRequest request) {
    UUID user = known(id);
    signIn.bindByHand(
        Parameters.id(source), Bodies.present(Bodies.present(request).subject()), user);
    return written(user, true);
  }

  /** Ends that a person signs in by that source. */
  @DELETE
  @Path("users/{id}/accounts/{source}")
  @Policy(Who.ADMIN)
  public void end(@PathParam("id") String id, @PathParam("source") String source) {
    signIn.unbind(Parameters.id(source), known(id));
  }

  private UUID known(String id) {
    UUID user = Parameters.id(id);
    if (users.find(user) == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return user;
  }

  private ObjectNode written(UUID user, boolean isWhole) {
    Map<UUID, String> labels =
        sources.list().stream().collect(Collectors.toMap(Source::id, Source::label));
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (Bound bound : signIn.boundOf(user)) {
      ObjectNode item = items.addObject();
      item.put("source", bound.source().toString());
      item.put("label", labels.getOrDefault(bound.source(), ""));
      item.put("boundAt", bound.boundAt().toString());
      if (isWhole) {
        item.put("subject", bound.subject());
      }
    }
    return answer;
  }
}
