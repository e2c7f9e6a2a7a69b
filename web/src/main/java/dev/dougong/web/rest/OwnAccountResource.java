package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Identity;
import dev.dougong.web.auth.OwnPassword;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.Sessions;
import dev.dougong.web.auth.source.SourcePeople;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** A person's own accounts of other places. */
@Path("/api/me/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OwnAccountResource {

  private final SourcePeople people;
  private final OwnPassword password;
  private final Sessions sessions;
  private final Caller caller;
  private final ObjectMapper mapper;

  /** Over what is bound. */
  @Inject
  public OwnAccountResource(
      SourcePeople people,
      OwnPassword password,
      Sessions sessions,
      Caller caller,
      ObjectMapper mapper) {
    this.people = people;
    this.password = password;
    this.sessions = sessions;
    this.caller = caller;
    this.mapper = mapper;
  }

  /** The own password; empty for who came by another place a moment ago. */
  public record PasswordRequest(@Nullable String password) {}

  /** All, and whether this session began by the password instead of one of them. */
  @GET
  @Policy(value = Who.PERSON, evenWhenDue = true)
  public ObjectNode list() {
    Identity who = caller.identity();
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    people
        .boundOf(who.user().id())
        .forEach(
            (bound, label) ->
                items
                    .addObject()
                    .put("source", bound.source().toString())
                    .put("label", label)
                    .put("boundAt", bound.boundAt().toString()));
    return answer.put("byPassword", sessions.isByPassword(who));
  }

  /** Ends that one signs in by that source. */
  @POST
  @Path("{source}/end")
  @Policy(Who.PERSON)
  public void end(@PathParam("source") String source, @Nullable PasswordRequest request) {
    Identity who = caller.identity();
    password.prove(who, Bodies.present(Bodies.present(request).password()), "/password");
    people.unbindOwn(Parameters.id(source), who.user().id());
  }
}
