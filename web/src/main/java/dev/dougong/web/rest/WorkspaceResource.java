package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.workspace.WorkspaceRegistry.Entry;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.auth.Secrets;
import dev.dougong.web.startup.WorkspaceMaking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The workspaces of the installation, for who runs it. */
@Path("/api/workspaces")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class WorkspaceResource {

  private static final String NO_TEMPLATE = "none";

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
   * @param adminPassword of the user {@code admin}; one is made where absent
   */
  public record NewWorkspace(
      @Nullable String key,
      @Nullable String label,
      @Nullable List<String> hosts,
      @Nullable String template,
      @Nullable String adminPassword) {}

  /** Host names from now on. */
  public record Hosts(@Nullable List<String> hosts) {}

  /** {@code {"items":[{"key","label","hosts","state","madeAt"}]}}. */
  @GET
  @Policy(Who.OPERATOR)
  public ObjectNode list() {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    making.all().forEach(entry -> items.add(written(entry)));
    return answer;
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
            key,
            Objects.requireNonNullElse(wanted.label(), key),
            Objects.requireNonNullElse(wanted.hosts(), List.of()),
            Objects.requireNonNullElse(wanted.template(), NO_TEMPLATE),
            password);
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

  /** Deletes it with all that is in it. */
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
            .put("madeAt", ValueJson.text(entry.madeAt()));
    entry.hosts().forEach(item.putArray("hosts")::add);
    return item;
  }
}
