package dev.dougong.web.rest;

import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Identity;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.Sessions;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Where a person is signed in. */
@Path("/api/me/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class OwnSessionResource {

  private final Caller caller;
  private final Sessions sessions;

  /** Over the stored sessions. */
  @Inject
  public OwnSessionResource(Caller caller, Sessions sessions) {
    this.caller = caller;
    this.sessions = sessions;
  }

  /** The open ones, the one that was used last first. */
  @GET
  @Policy(Who.PERSON)
  public byte[] list() {
    Identity who = caller.identity();
    return SessionAnswers.of(sessions.list(who.user().id()), who.sessionHash());
  }

  /** Ends one. */
  @DELETE
  @Path("{id}")
  @Policy(Who.PERSON)
  public void end(@PathParam("id") String id) {
    sessions.end(caller.identity().user().id(), Parameters.id(id));
  }

  /** Ends all but this one. */
  @DELETE
  @Policy(Who.PERSON)
  public byte[] endOthers() {
    Identity who = caller.identity();
    return SessionAnswers.ended(sessions.endAll(who.user().id(), who.sessionHash()));
  }
}
