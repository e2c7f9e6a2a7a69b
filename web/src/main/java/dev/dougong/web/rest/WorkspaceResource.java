package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.workspace.WorkspaceRegistry.Entry;
import dev.dougong.engine.workspace.WorkspaceRegistry.FirstAdmin;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.Secrets;
import dev.dougong.web.startup.WorkspaceMaking;
import dev.dougong.web.startup.WorkspaceMaking.Wanted;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The workspaces of the installation, for who runs it. */
@Path("/api/workspaces")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class WorkspaceResource {

  private static final String NO_TEMPLATE = "none";
  private static final int PAGE = 50;
  private static final int MOST = 200;

  private final WorkspaceMaking making;
  private final ObjectMapper mapper;

  /** Over the registry. */
  @Inject
  public WorkspaceResource(WorkspaceMaking making, ObjectMapper mapper) {
    this.making = making;
    this.mapper = mapper;
  }

  /**
   * A workspace to make.
   *
   * @param hosts names that lead to it alone
   * @param template to begin with; empty where absent
   * @param adminUsername of its first administrator; {@code admin} where absent
   * @param adminPassword of its first administrator; one is made where absent
   */
  public record NewWorkspace(
      @Nullable String key,
      @Nullable String label,
      @Nullable List<String> hosts,
      @Nullable String template,
      @Nullable String adminUsername,
      @Nullable String adminName,
      @Nullable String adminPassword) {}

  /** Host names from now on. */
  public record Hosts(@Nullable List<String> hosts) {}

  /**
   * Those in whose name, key or hosts {@code q} is, by key: {@code
   * {"items":[{"key","label","hosts","state","madeAt","usedAt","bytes","limits":{"people","records",
   * "files","calls"},"use":{…}}],"total","next"}}; the next page has {@code after} of it.
   */
  @GET
  @Policy(Who.OPERATOR)
  public ObjectNode list(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("q", "after", "limit"));
    String words =
        Objects.requireNonNullElse(parameters.text("q"), "").toLowerCase(Locale.ROOT).strip();
    String after = Objects.requireNonNullElse(parameters.text("after"), "");
    int limit = Math.max(1, Math.min(parameters.number("limit", PAGE), MOST));
    List<Entry> found = making.all().stream().filter(entry -> isMeant(entry, words)).toList();
    List<Entry> page =
        found.stream()
            .filter(entry -> entry.workspace().key().compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    List<Entry> shown = page.subList(0, Math.min(limit, page.size()));
    Map<Workspace, Long> sizes = making.sizes(shown);
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (Entry entry : shown) {
      ObjectNode item = written(entry).put("bytes", sizes.get(entry.workspace()));
      items.add(item.set("use", LimitsJson.written(making.use(entry))));
    }
    return answer
        .put("total", found.size())
        .put("next", page.size() > limit ? shown.get(limit - 1).workspace().key() : null);
  }

  private static boolean isMeant(Entry entry, String words) {
    return entry.workspace().key().contains(words)
        || entry.label().toLowerCase(Locale.ROOT).contains(words)
        || entry.hosts().stream().anyMatch(host -> host.contains(words));
  }

  /** Makes one; a password that was made is in the answer, this once. */
  @POST
  @Policy(Who.OPERATOR)
  public Response make(@Nullable NewWorkspace request) {
    NewWorkspace wanted = Bodies.present(request);
    String key = Bodies.present(wanted.key());
    @Nullable String given = wanted.adminPassword();
    String password = given == null ? Secrets.nextPassword() : given;
    Entry made =
        making.make(
            new Wanted(
                key,
                Objects.requireNonNullElse(wanted.label(), key),
                Objects.requireNonNullElse(wanted.hosts(), List.of()),
                Objects.requireNonNullElse(wanted.template(), NO_TEMPLATE),
                Objects.requireNonNullElse(wanted.adminUsername(), FirstAdmin.USERNAME),
                Objects.requireNonNullElse(wanted.adminName(), FirstAdmin.NAME),
                password));
    ObjectNode answer = written(made);
    if (given == null) {
      answer.put("adminPassword", password);
    }
    return Response.status(Response.Status.CREATED).entity(answer).build();
  }

  /** Other host names. */
  @PUT
  @Path("{key}/hosts")
  @Policy(Who.OPERATOR)
  public ObjectNode setHosts(@PathParam("key") String key, @Nullable Hosts request) {
    making.setHosts(key, Bodies.present(Bodies.present(request).hosts()));
    return written(making.get(key));
  }

  /**
   * Other limits: {@code {"people":20,"records":100000,"files":10000000000,"calls":600}}; what is
   * absent or null has none.
   */
  @PUT
  @Path("{key}/limits")
  @Policy(Who.OPERATOR)
  public ObjectNode setLimits(
      @PathParam("key") String key, @Nullable Map<String, @Nullable Long> request) {
    making.setLimits(key, LimitsJson.read(Bodies.present(request)));
    return written(making.get(key));
  }

  /** Nobody gets in, and nothing runs. */
  @POST
  @Path("{key}/suspend")
  @Policy(Who.OPERATOR)
  public ObjectNode suspend(@PathParam("key") String key) {
    making.suspend(key);
    return written(making.get(key));
  }

  /** All goes on. */
  @POST
  @Path("{key}/resume")
  @Policy(Who.OPERATOR)
  public ObjectNode resume(@PathParam("key") String key) {
    making.resume(key);
    return written(making.get(key));
  }

  /** Deletes one that is suspended, with all that is in it. */
  @DELETE
  @Path("{key}")
  @Policy(Who.OPERATOR)
  public void delete(@PathParam("key") String key) {
    making.delete(key);
  }

  private ObjectNode written(Entry entry) {
    ObjectNode item =
        mapper
            .createObjectNode()
            .put("key", entry.workspace().key())
            .put("label", entry.label())
            .put("state", entry.state().name().toLowerCase(Locale.ROOT))
            .put("madeAt", ValueJson.text(entry.madeAt()))
            .put("usedAt", entry.usedAt() == null ? null : ValueJson.text(entry.usedAt()));
    entry.hosts().forEach(item.putArray("hosts")::add);
    item.set("limits", LimitsJson.written(entry.limits().most()));
    return item;
  }
}
