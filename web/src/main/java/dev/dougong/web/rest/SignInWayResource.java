package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.SignInSourceStore.Source;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.workspace.WorkspaceRegistry.Entry;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Identities;
import dev.dougong.web.auth.Identity;
import dev.dougong.web.auth.OwnPassword;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.Secrets;
import dev.dougong.web.auth.Sessions;
import dev.dougong.web.auth.internal.BrowserCookies;
import dev.dougong.web.auth.source.SignInSources;
import dev.dougong.web.auth.source.SourceSignIn;
import dev.dougong.web.auth.source.SourceSignIn.Browser;
import dev.dougong.web.auth.source.SourceSignIn.Outcome;
import dev.dougong.web.rest.internal.RemoteAddress;
import dev.dougong.web.rest.internal.RequestHost;
import dev.dougong.web.workspace.KnownWorkspaces;
import dev.dougong.web.workspace.Workspaces;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Signing in by an account of another place: there, back, and the code of the second factor. A way
 * begins by a write that no other site can send; only the way back redirects, to a path of this
 * site.
 */
@Path("/api/sign-in")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SignInWayResource {

  static final String BROWSER = "dougong_sign_in";

  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final String START = "/";
  private static final int LONGEST_DESTINATION = 1_000;

  private final SourceSignIn signIn;
  private final SignInSources sources;
  private final OwnPassword password;
  private final Sessions sessions;
  private final Identities identities;
  private final Caller caller;
  private final Workspaces workspaces;
  private final KnownWorkspaces known;
  private final RequestHost host;
  private final RemoteAddress address;
  private final BrowserCookies cookies;
  private final ObjectMapper mapper;

  /** With all that signing in needs. */
  @Inject
  public SignInWayResource(
      SourceSignIn signIn,
      SignInSources sources,
      OwnPassword password,
      Sessions sessions,
      Identities identities,
      Caller caller,
      Workspaces workspaces,
      KnownWorkspaces known,
      RequestHost host,
      RemoteAddress address,
      BrowserCookies cookies,
      ObjectMapper mapper) {
    this.signIn = signIn;
    this.sources = sources;
    this.password = password;
    this.sessions = sessions;
    this.identities = identities;
    this.caller = caller;
    this.workspaces = workspaces;
    this.known = known;
    this.host = host;
    this.address = address;
    this.cookies = cookies;
    this.mapper = mapper;
  }

  /** Where the browser shall be afterwards. */
  public record WayRequest(@Nullable String to) {}

  /** The own password; empty for who came by another place a moment ago. */
  public record BindRequest(@Nullable String password) {}

  /** The code of the second factor. */
  public record CodeRequest(@Nullable String code) {}

  /**
   * Which ways there are beside the password, and into what: {@code {"items":[{"id","kind",
   * "label"}],"workspace","key","others"}}, the name of the workspace or null for the main one, its
   * key, and whether this host serves others, too.
   */
  @GET
  @Path("ways")
  @Policy(Who.ANYBODY)
  public ObjectNode ways() {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (Source source : sources.list()) {
      if (source.isActive()) {
        ObjectNode item = items.addObject();
        item.put("id", source.id().toString());
        item.put("kind", source.kind());
        item.put("label", source.label());
      }
    }
    Workspace here = workspaces.current();
    @Nullable Entry entry = here.equals(Workspace.MAIN) ? null : known.find(here.key());
    answer.put("workspace", entry == null ? null : entry.label()).put("key", here.key());
    return answer.put("others", known.hasOthers() && known.ofHost(host.text()) == null);
  }

  /** Begins a way to sign in: {@code {"address"}} is where to go. */
  @POST
  @Path("ways/{id}")
  @Policy(Who.ANYBODY)
  public Response begin(
      @PathParam("id") String id,
      @Nullable WayRequest request,
      @HeaderParam("User-Agent") @Nullable String device) {
    String to = destination(Bodies.present(request).to());
    return begun(id, to, null, browser(device));
  }

  /** Begins to bind an account there to who is signed in: {@code {"address"}} is where to go. */
  @POST
  @Path("ways/{id}/bind")
  @Policy(Who.PERSON)
  public Response bind(
      @PathParam("id") String id,
      @Nullable BindRequest request,
      @HeaderParam("User-Agent") @Nullable String device) {
    Identity who = caller.identity();
    password.prove(who, Bodies.present(Bodies.present(request).password()), "/password");
    return begun(id, "/profile", who.user().id(), browser(device));
  }

  private Response begun(String id, String to, @Nullable UUID binds, Browser browser) {
    URI place = signIn.begin(Parameters.id(id), browser, to, binds);
    return Response.ok(mapper.createObjectNode().put("address", place.toString()))
        .cookie(held(browser.secret()))
        .build();
  }

  /** Where the other place sends the browser back to; leads on to a page of this site. */
  @GET
  @Path("callback/{id}")
  @Policy(Who.ANYBODY)
  public Response callback(
      @PathParam("id") String id,
      @HeaderParam("User-Agent") @Nullable String device,
      @Context UriInfo uri) {
    @Nullable String session = cookies.session();
    @Nullable Identity signedIn = identities.find(null, session);
    @Nullable UUID user = signedIn == null ? null : signedIn.user().id();
    try {
      Outcome outcome = signIn.answer(Parameters.id(id), firsts(uri), browser(device), user);
      if (outcome.browser() != null) {
        return page("/sign-in?code=needed&to=" + escaped(outcome.destination()))
            .cookie(held(outcome.browser()))
            .build();
      }
      if (outcome.session() == null) {
        return page(outcome.destination()).build();
      }
      sessions.endFormer(session);
      return page(outcome.destination()).cookie(cookies.giveSession(outcome.session())).build();
    } catch (ProblemException e) {
      String code = escaped(e.problems().get(0).code());
      return page((user == null ? "/sign-in" : "/profile") + "?refused=" + code).build();
    }
  }

  /** Ends what began there by the code of the second factor: {@code {"destination"}}. */
  @POST
  @Path("code")
  @Policy(Who.ANYBODY)
  public Response code(
      @Nullable CodeRequest request, @HeaderParam("User-Agent") @Nullable String device) {
    String code = Bodies.present(Bodies.present(request).code());
    Outcome outcome = signIn.code(code, browser(device));
    String session = Objects.requireNonNull(outcome.session());
    sessions.endFormer(cookies.session());
    ObjectNode answer = mapper.createObjectNode().put("destination", outcome.destination());
    return Response.ok(answer).cookie(cookies.giveSession(session)).build();
  }

  private Browser browser(@Nullable String device) {
    @Nullable String held = cookies.read(BROWSER);
    String secret = held != null && SECRET.matcher(held).matches() ? held : Secrets.next();
    return new Browser(secret, address.text(), device == null ? "" : device);
  }

  private static Map<String, String> firsts(UriInfo uri) {
    Map<String, String> firsts = new HashMap<>();
    MultivaluedMap<String, String> all = uri.getQueryParameters();
    all.keySet().forEach(name -> firsts.put(name, all.getFirst(name)));
    return firsts;
  }

  /** A path of this site; the start page for anything else. */
  private static String destination(@Nullable String to) {
    if (to == null || to.length() > LONGEST_DESTINATION || !to.startsWith("/")) {
      return START;
    }
    try {
      URI uri = new URI(to);
      return uri.getScheme() == null && uri.getRawAuthority() == null && !to.startsWith("//")
          ? uri.toASCIIString()
          : START;
    } catch (URISyntaxException e) {
      return START;
    }
  }

  /** On to a page of this site, by its path alone: a proxy in front knows the rest better. */
  private static Response.ResponseBuilder page(String path) {
    return Response.status(Response.Status.SEE_OTHER).header("Location", path);
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private NewCookie held(String secret) {
    return cookies.give(BROWSER, secret, (int) SourceSignIn.LONGEST.toSeconds());
  }
}
