package dev.dougong.web.rest;

import dev.dougong.engine.access.User;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Identity;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;

/** The person who is signed in, and what the shell shows to them. */
@Path("/api/me")
@Produces(MediaType.APPLICATION_JSON)
public final class MeResource {

  private final Caller caller;
  private final Workspace workspace;

  /** Of the caller. */
  @Inject
  public MeResource(Caller caller, Workspace workspace) {
    this.caller = caller;
    this.workspace = workspace;
  }

  /** The answer. */
  public record Me(Person user, List<String> roles, String language, String workspace) {}

  /** The person. */
  public record Person(UUID id, String username, String name) {}

  /** Who I am. */
  @GET
  @Policy(Who.SIGNED_IN)
  public Me me() {
    Identity identity = caller.identity();
    User user = identity.user();
    return new Me(
        new Person(user.id(), user.username(), user.name()),
        identity.roles().stream().sorted().toList(),
        user.language(),
        workspace.key());
  }
}
