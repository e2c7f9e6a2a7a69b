package dev.dougong.web.rest;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.Sessions;
import dev.dougong.web.auth.SignIn;
import dev.dougong.web.auth.internal.BrowserCookies;
import dev.dougong.web.rest.internal.RemoteAddress;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Signing in and out. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public final class SignInResource {

  private final SignIn signIn;
  private final Sessions sessions;
  private final Caller caller;
  private final Workspace workspace;
  private final RemoteAddress address;
  private final BrowserCookies cookies;

  /** With all that signing in needs. */
  @Inject
  public SignInResource(
      SignIn signIn,
      Sessions sessions,
      Caller caller,
      Workspace workspace,
      RemoteAddress address,
      BrowserCookies cookies) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.caller = caller;
    this.workspace = workspace;
    this.address = address;
    this.cookies = cookies;
  }

  /**
   * What a person types.
   *
   * @param code of the second factor, where the person has one
   * @param workspace only where one host serves several
   */
  public record SignInRequest(
      @Nullable String username,
      @Nullable String password,
      @Nullable String code,
      @Nullable String workspace) {}

  /** Begins a session, in place of the one that the browser may still have. */
  @POST
  @Path("login")
  @Consumes(MediaType.APPLICATION_JSON)
  @Policy(Who.ANYBODY)
  public Response signIn(
      @Nullable SignInRequest request, @HeaderParam("User-Agent") @Nullable String device) {
    if (request == null || request.username() == null || request.password() == null) {
      throw InputException.malformed(
          Problem.of("malformed").with("detail", "{\"username\":…,\"password\":…}"));
    }
    if (request.workspace() != null && !request.workspace().equals(workspace.key())) {
      throw new InputException(
          Problem.at("/workspace", "access.unknownWorkspace").with("value", request.workspace()));
    }
    String secret =
        signIn.signIn(
            request.username(),
            request.password(),
            request.code(),
            address.text(),
            device == null ? "" : device);
    sessions.endFormer(cookies.session());
    return Response.noContent().cookie(cookies.giveSession(secret)).build();
  }

  /** Ends the session. */
  @POST
  @Path("logout")
  @Policy(value = Who.PERSON, evenWhenDue = true)
  public Response signOut() {
    String hash = caller.identity().sessionHash();
    if (hash != null) {
      sessions.end(caller.identity(), hash);
    }
    return Response.noContent().cookie(cookies.give(BrowserCookies.SESSION, "", 0)).build();
  }
}
