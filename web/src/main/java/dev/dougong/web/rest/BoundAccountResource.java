package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Identity;
import dev.dougong.web.auth.OwnPassword;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.Sessions;
import dev.dougong.web.auth.source.SourcePeople;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accounts of other places that are bound to people: one's own, and for administrators all. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class BoundAccountResource {

  private final SourcePeople people;
  private final OwnPassword password;
  private final Sessions sessions;
  private final Users users;
  private final Caller caller;
  private final ObjectMapper mapper;

  /** Over what is bound. */
  @Inject
  public BoundAccountResource(
      SourcePeople people,
      OwnPassword password,
      Sessions sessions,
      Users users,
      Caller caller,
      ObjectMapper mapper) {
    this.people = people;
    this.password = password;
    this.sessions = sessions;
    this.users = users;
    this.caller = caller;
    this.mapper = mapper;
  }

  /** An account there, as that place names it for ever. */
  public record AccountRequest(@Nullable String subject) {}

  /** The own password. */
  public record PasswordRequest(@Nullable String password) {}

  /** One's own, and whether this session began by one of them instead of the password. */
  @GET
  @Path("me/accounts")
  @Policy(value = Who.PERSON, evenWhenDue = true)
  public ObjectNode own() {
    Identity who = caller.identity();
    return written(who.user().id(), false).put("byPassword", sessions.isByPassword(who));
  }

  /**
   * Ends that one signs in by that source. It takes the password, which is empty for who came by
   * another place a moment ago.
   */
  @POST
  @Path("me/accounts/{source}/end")
  @Policy(Who.PERSON)
  public void endOwn(@PathParam("source") String source, @Nullable PasswordRequest request) {
    Identity who = caller.identity();
    password.prove(who, Bodies.present(Bodies.present(request).password()), "/password");
    people.unbindOwn(Parameters.id(source), who.user().id());
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
    people.bindByHand(
        Parameters.id(source), Bodies.present(Bodies.present(request).subject()), user);
    return written(user, true);
  }

  /** Ends that a person signs in by that source. */
  @DELETE
  @Path("users/{id}/accounts/{source}")
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

  private ObjectNode written(UUID user, boolean isWhole) {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    people
        .boundOf(user)
        .forEach(
            (bound, label) -> {
              ObjectNode item = items.addObject();
              item.put("source", bound.source().toString());
              item.put("label", label);
              item.put("boundAt", bound.boundAt().toString());
              if (isWhole) {
                item.put("subject", bound.subject());
              }
            });
    return answer;
  }
}
