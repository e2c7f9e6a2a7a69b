package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.SignInSourceStore.Source;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.source.SignInKind;
import dev.dougong.web.auth.source.SignInKinds;
import dev.dougong.web.auth.source.SignInSources;
import dev.dougong.web.auth.source.SourceSignIn;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where else people may sign in; for administrators. Secrets go in and never come out. */
@Path("/api/sign-in-sources")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SignInSourceResource {

  private final SignInSources sources;
  private final SignInKinds kinds;
  private final RoleNames roleNames;
  private final Directory directory;
  private final IdSource ids;
  private final ObjectMapper mapper;

  /** Over the stored sources. */
  @Inject
  public SignInSourceResource(
      SignInSources sources,
      SignInKinds kinds,
      RoleNames roleNames,
      Directory directory,
      IdSource ids,
      ObjectMapper mapper) {
    this.sources = sources;
    this.kinds = kinds;
    this.roleNames = roleNames;
    this.directory = directory;
    this.ids = ids;
    this.mapper = mapper;
  }

  /**
   * A source to keep.
   *
   * @param id of a new one, as the list proposed it; null for any
   * @param secret null to leave it as it is, empty to take it away
   * @param roles role by the name of a group there
   */
  public record SourceRequest(
      @Nullable UUID id,
      @Nullable String kind,
      @Nullable String label,
      @Nullable Map<String, String> settings,
      @Nullable String secret,
      @Nullable Boolean makesPeople,
      @Nullable UUID orgUnit,
      @Nullable Map<String, String> roles,
      @Nullable Boolean active) {

    /** Never the secret. */
    @Override
    public String toString() {
      return "SourceRequest[" + label + "]";
    }
  }

  /**
   * All sources, the kinds of which there may be more, and the id for the next one: the address to
   * come back to holds it, and has to be entered at the other place first.
   */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode list() {
    ObjectNode answer = mapper.createObjectNode();
    answer.put("next", ids.next().toString());
    ArrayNode items = answer.putArray("items");
    sources.list().forEach(source -> items.add(written(source)));
    ArrayNode known = answer.putArray("kinds");
    for (SignInKind kind : kinds.all()) {
      ObjectNode item = known.addObject();
      item.put("id", kind.id());
      item.put("needsSecret", kind.needsSecret());
      ArrayNode settings = item.putArray("settings");
      for (SignInKind.Setting setting : kind.settings()) {
        settings
            .addObject()
            .put("name", setting.name())
            .put("required", setting.isRequired())
            .put("usual", setting.usual());
      }
    }
    return answer;
  }

  /** Keeps a new one. */
  @POST
  @Policy(Who.ADMIN)
  public Response add(@Nullable SourceRequest request) {
    SourceRequest given = Bodies.present(request);
    Source made =
        sources.add(
            source(
                given.id() == null ? ids.next() : given.id(),
                Bodies.present(given.kind()),
                1,
                given),
            given.secret());
    return Response.status(Response.Status.CREATED)
        .entity(written(made))
        .header("Location", "/api/sign-in-sources/" + made.id())
        .build();
  }

  /** Keeps it as it is said; the kind stays. */
  @PUT
  @Path("{id}")
  @Policy(Who.ADMIN)
  public ObjectNode change(
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable SourceRequest request) {
    SourceRequest given = Bodies.present(request);
    Source before = sources.get(Parameters.id(id));
    return written(
        sources.change(
            source(before.id(), before.kind(), Parameters.version(ifMatch), given),
            given.secret()));
  }

  /** Removes it; nobody signs in by it any more, and nobody is bound. */
  @DELETE
  @Path("{id}")
  @Policy(Who.ADMIN)
  public void remove(@PathParam("id") String id) {
    sources.remove(Parameters.id(id));
  }

  private Source source(UUID id, String kind, long version, SourceRequest given) {
    Map<String, String> roles = texts(given.roles(), "/roles");
    roleNames.known(List.copyOf(roles.values()));
    return new Source(
        id,
        kind,
        given.label() == null ? "" : given.label().strip(),
        texts(given.settings(), "/settings"),
        Boolean.TRUE.equals(given.makesPeople()),
        known(given.orgUnit()),
        roles,
        !Boolean.FALSE.equals(given.active()),
        false,
        version);
  }

  private static Map<String, String> texts(@Nullable Map<String, String> given, String place) {
    if (given == null) {
      return Map.of();
    }
    for (Map.Entry<String, String> entry : given.entrySet()) {
      if (Objects.isNull(entry.getValue())) {
        throw Bodies.wrong(place + Problem.pointer(entry.getKey()), "\"…\"");
      }
    }
    return given;
  }

  private @Nullable UUID known(@Nullable UUID unit) {
    if (unit != null && directory.orgUnitName(unit, Locale.CHINESE) == null) {
      throw new InputException(Problem.at("/orgUnit", "access.unknownOrgUnit").with("value", unit));
    }
    return unit;
  }

  private ObjectNode written(Source source) {
    ObjectNode item = mapper.createObjectNode();
    item.put("id", source.id().toString());
    item.put("kind", source.kind());
    item.put("label", source.label());
    item.set("settings", mapper.valueToTree(new TreeMap<>(source.settings())));
    item.put("hasSecret", source.hasSecret());
    item.put("makesPeople", source.makesPeople());
    item.put("orgUnit", source.orgUnit() == null ? null : source.orgUnit().toString());
    item.set("roles", mapper.valueToTree(new TreeMap<>(source.roles())));
    item.put("callback", SourceSignIn.CALLBACK + source.id());
    item.put("active", source.isActive());
    item.put("version", source.version());
    return item;
  }
}
