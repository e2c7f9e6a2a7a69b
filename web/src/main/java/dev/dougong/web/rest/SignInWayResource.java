package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.SignInSourceStore.Source;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.web.auth.AuthenticationFilter;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Identities;
import dev.dougong.web.auth.Identity;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.Secrets;
import dev.dougong.web.auth.source.SignInSources;
import dev.dougong.web.auth.source.SourceSignIn;
import dev.dougong.web.auth.source.SourceSignIn.Outcome;
import dev.dougong.web.rest.internal.RemoteAddress;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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

/** Signing in by an account of another place: there, back, and the code of the second factor. */
@Path("/api/sign-in")
@Produces(MediaType.APPLICATION_JSON)
public final class SignInWayResource {

  static final String BROWSER = "dougong_sign_in";

  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final String START = "/";
  private static final int LONGEST_DESTINATION = 1_000;

  private final SourceSignIn signIn;
  private final SignInSources sources;
  private final Identities identities;
  private final Caller caller;
  private final RemoteAddress address;
  private final ObjectMapper mapper;

  /** With all that signing in needs. */
  @Inject
  public SignInWayResource(
      SourceSignIn signIn,
      SignInSources sources,
      Identities identities,
      Caller caller,
      RemoteAddress address,
      ObjectMapper mapper) {
    this.signIn = signIn;
    this.sources = sources;
    this.identities = identities;
    this.caller = caller;
    this.address = address;
    this.mapper = mapper;
  }

  /** The code of the second factor. */
  public record CodeRequest(@Nullable String code) {}

  /** Which ways there are beside the password. */
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
    return answer;
  }

  /** Sends the browser there; {@code to} is where it shall be afterwards. */
  @GET
  @Path("ways/{id}")
  @Policy(Who.ANYBODY)
  public Response begin(
      @PathParam("id") String id,
      @QueryParam("to") @Nullable String to,
      @CookieParam(BROWSER) @Nullable String browser,
      @HeaderParam("User-Agent") @Nullable String device,
      @Context UriInfo uri) {
    String held = held(browser);
    try {
      URI place =
          signIn.begin(
              Parameters.id(id), held, destination(to), null, address.text(), text(device));
      return Response.seeOther(place).cookie(cookie(BROWSER, held, true, uri)).build();
    } catch (ProblemException e) {
      return refused(e);
    }
  }

  /** Begins to bind an account there to who is signed in: {@code {"address"}} is where to go. */
  @POST
  @Path("ways/{id}/bind")
  @Policy(Who.PERSON)
  public Response bind(
      @PathParam("id") String id,
      @CookieParam(BROWSER) @Nullable String browser,
      @HeaderParam("User-Agent") @Nullable String device,
      @Context UriInfo uri) {
    String held = held(browser);
    URI place =
        signIn.begin(
            Parameters.id(id),
            held,
            "/profile",
            caller.identity().user().id(),
            address.text(),
            text(device));
    ObjectNode answer = mapper.createObjectNode().put("address", place.toString());
    return Response.ok(answer).cookie(cookie(BROWSER, held, true, uri)).build();
  }

  /** Where the other place sends the browser back to; leads on to a page of this site. */
  @GET
  @Path("callback")
  @Policy(Who.ANYBODY)
  public Response callback(
      @CookieParam(BROWSER) @Nullable String browser,
      @CookieParam(AuthenticationFilter.COOKIE) @Nullable String session,
      @HeaderParam("User-Agent") @Nullable String device,
      @Context UriInfo uri) {
    @Nullable Identity signedIn = identities.find(null, session);
    @Nullable UUID user = signedIn == null ? null : signedIn.user().id();
    try {
      Outcome outcome = signIn.answer(firsts(uri), held(browser), user, text(device));
      String to = outcome.destination();
      if (outcome.needsCode()) {
        return page("/sign-in?code=needed&to=" + escaped(to)).build();
      }
      Response.ResponseBuilder answer = page(to);
      String begun = outcome.session();
      return begun == null
          ? answer.build()
          : answer.cookie(cookie(AuthenticationFilter.COOKIE, begun, false, uri)).build();
    } catch (ProblemException e) {
      return refused(e);
    }
  }

  /** Ends what began there by the code of the second factor: {@code {"destination"}}. */
  @POST
  @Path("code")
  @Consumes(MediaType.APPLICATION_JSON)
  @Policy(Who.ANYBODY)
  public Response code(
      @Nullable CodeRequest request,
      @CookieParam(BROWSER) @Nullable String browser,
      @HeaderParam("User-Agent") @Nullable String device,
      @Context UriInfo uri) {
    String code = Bodies.present(Bodies.present(request).code());
    Outcome outcome = signIn.code(code, held(browser), text(device));
    String session = Objects.requireNonNull(outcome.session());
    ObjectNode answer = mapper.createObjectNode().put("destination", outcome.destination());
    return Response.ok(answer)
        .cookie(cookie(AuthenticationFilter.COOKIE, session, false, uri))
        .build();
  }

  private static Response refused(ProblemException refusal) {
    String code = refusal.problems().get(0).code();
    return page("/sign-in?refused=" + escaped(code)).build();
  }

  private static Map<String, String> firsts(UriInfo uri) {
    Map<String, String> firsts = new HashMap<>();
    MultivaluedMap<String, String> all = uri.getQueryParameters();
    all.keySet().forEach(name -> firsts.put(name, all.getFirst(name)));
    return firsts;
  }

  private static String held(@Nullable String browser) {
    return browser != null && SECRET.matcher(browser).matches() ? browser : Secrets.next();
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

  private static String text(@Nullable String device) {
    return device == null ? "" : device;
  }

  private static NewCookie cookie(String name, String value, boolean isShort, UriInfo uri) {
    return new NewCookie.Builder(name)
        .value(value)
        .path(isShort ? "/api/sign-in" : "/")
        .maxAge(isShort ? (int) SourceSignIn.LONGEST.toSeconds() : -1)
        .httpOnly(true)
        .secure("https".equals(uri.getBaseUri().getScheme()))
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }
}
