package dev.dougong.web.rest;

import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.auth.Caller;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where somebody is signed in, for administrators. */
@Path("/api/users/{id}/sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class UserSessionResource {

  private final Caller caller;
  private final Users users;
  private final Sessions sessions;

  /** Over the stored sessions. */
  @Inject
  public UserSessionResource(Caller caller, Users users, Sessions sessions) {
    this.caller = caller;
    this.users = users;
    this.sessions = sessions;
  }

  /** The open ones, the one that was used last first. */
  @GET
  @Policy(Who.ADMIN)
  public byte[] list(@PathParam("id") String id) {
    return SessionAnswers.of(sessions.list(known(id)), caller.identity().sessionHash());
  }

  /** Ends all. */
  @DELETE
  @Policy(Who.ADMIN)
  public byte[] endAll(@PathParam("id") String id) {
    return SessionAnswers.ended(sessions.endAll(known(id), null));
  }

  private UUID known(String id) {
    @Nullable User user = users.find(Parameters.id(id));
    if (user == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return user.id();
  }
}
