package dev.dougong.web.rest;

import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.OwnPassword;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** A person's own password. */
@Path("/api/me/password")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OwnPasswordResource {

  private final Caller caller;
  private final OwnPassword password;

  /** Of the caller. */
  @Inject
  public OwnPasswordResource(Caller caller, OwnPassword password) {
    this.caller = caller;
    this.password = password;
  }

  /** The password until now and the one from now on. */
  public record PasswordRequest(@Nullable String old, @Nullable String password) {}

  /** Changes it; the person's other sessions end. */
  @PUT
  @Policy(value = Who.PERSON, evenWhenDue = true)
  public void change(@Nullable PasswordRequest request) {
    PasswordRequest given = Bodies.present(request);
    password.change(
        caller.identity(), Bodies.present(given.old()), Bodies.present(given.password()));
  }
}
