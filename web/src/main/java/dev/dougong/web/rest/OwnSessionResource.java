package dev.dougong.web.rest;

import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Identity;
import dev.dougong.web.auth.OwnPassword;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.Sessions;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Where a person is signed in. Ending a session takes the proof that it is oneself. */
@Path("/api/me/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OwnSessionResource {

  private final Caller caller;
  private final Sessions sessions;
  private final OwnPassword password;

  /** Over the stored sessions. */
  @Inject
  public OwnSessionResource(Caller caller, Sessions sessions, OwnPassword password) {
    this.caller = caller;
    this.sessions = sessions;
    this.password = password;
  }

  /** The own password; empty for who came by another place a moment ago. */
  public record EndRequest(@Nullable String password) {}

  /** The open ones, the one that was used last first. */
  @GET
  @Policy(Who.PERSON)
  public byte[] list() {
    Identity who = caller.identity();
    return SessionAnswers.of(sessions.list(who.user().id()), who.sessionHash());
  }

  /** Ends one. */
  @POST
  @Path("{id}/end")
  @Policy(Who.PERSON)
  public void end(@PathParam("id") String id, @Nullable EndRequest request) {
    prove(request);
    sessions.end(caller.identity().user().id(), Parameters.id(id));
  }

  /** Ends all but this one. */
  @POST
  @Path("end-others")
  @Policy(Who.PERSON)
  public byte[] endOthers(@Nullable EndRequest request) {
    Identity who = prove(request);
    return SessionAnswers.ended(sessions.endAll(who.user().id(), who.sessionHash()));
  }

  private Identity prove(@Nullable EndRequest request) {
    Identity who = caller.identity();
    password.prove(who, Bodies.present(Bodies.present(request).password()), "/password");
    return who;
  }
}
