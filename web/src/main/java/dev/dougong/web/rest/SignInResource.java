package dev.dougong.web.rest;

import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.workspace.WorkspaceRegistry.Entry;
import dev.dougong.engine.workspace.WorkspaceRegistry.State;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Passwords;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.Sessions;
import dev.dougong.web.auth.SignIn;
import dev.dougong.web.auth.internal.BrowserCookies;
import dev.dougong.web.rest.internal.RemoteAddress;
import dev.dougong.web.rest.internal.RequestHost;
import dev.dougong.web.workspace.KnownWorkspaces;
import dev.dougong.web.workspace.NamedSecret;
import dev.dougong.web.workspace.Workspaces;
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
  private final Workspaces workspaces;
  private final KnownWorkspaces known;
  private final Passwords passwords;
  private final RequestHost host;
  private final RemoteAddress address;
  private final BrowserCookies cookies;

  /** With all that signing in needs. */
  @Inject
  public SignInResource(
      SignIn signIn,
      Sessions sessions,
      Caller caller,
      Workspaces workspaces,
      KnownWorkspaces known,
      Passwords passwords,
      RequestHost host,
      RemoteAddress address,
      BrowserCookies cookies) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.caller = caller;
    this.workspaces = workspaces;
    this.known = known;
    this.passwords = passwords;
    this.host = host;
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
    String username = request.username();
    String password = request.password();
    Workspace workspace = workspace(request.workspace(), password);
    String secret =
        workspaces.in(
            workspace,
            () ->
                signIn.signIn(
                    username,
                    password,
                    request.code(),
                    address.text(),
                    device == null ? "" : device));
    endFormer(cookies.session());
    return Response.noContent().cookie(cookies.giveSession(secret)).build();
  }

  /** The former session may be one of another workspace. */
  private void endFormer(@Nullable String secret) {
    @Nullable Entry entry = secret == null ? null : known.find(NamedSecret.key(secret));
    if (entry != null) {
      boolean unused = workspaces.runIfOpen(entry.workspace(), () -> sessions.endFormer(secret));
    }
  }

  /** A host of one workspace leads to no other; elsewhere nobody learns which there are. */
  private Workspace workspace(@Nullable String wanted, String password) {
    Workspace here = workspaces.current();
    if (wanted == null || wanted.equals(here.key())) {
      return here;
    }
    if (known.ofHost(host.text()) != null) {
      throw new InputException(
          Problem.at("/workspace", "access.unknownWorkspace").with("value", wanted));
    }
    @Nullable Entry entry = known.find(wanted);
    if (entry == null || entry.state() != State.ACTIVE) {
      boolean unused = passwords.matches(password, null);
      throw new AccessException(Problem.of("access.badCredentials"));
    }
    workspaces.open(entry.workspace());
    return entry.workspace();
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
