package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.metadata.publish.PublishResult;
import dev.dougong.engine.packages.PackagePlan;
import dev.dougong.engine.packages.Packages;
import dev.dougong.engine.packages.Packages.ApplyOptions;
import dev.dougong.engine.storage.SchemaChange;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.error.ProblemResponses;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Installed apps and the packages that bring them. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public final class PackageResource {

  private static final String ZIP = "application/zip";
  private static final Set<String> APPLY = Set.of("data", "consent");

  private final Caller caller;
  private final Packages packages;
  private final AccessEpoch epoch;
  private final ProblemResponses problems;
  private final ObjectMapper mapper;

  /** Over the installed apps. */
  @Inject
  public PackageResource(
      Caller caller,
      Packages packages,
      AccessEpoch epoch,
      ProblemResponses problems,
      ObjectMapper mapper) {
    this.caller = caller;
    this.packages = packages;
    this.epoch = epoch;
    this.problems = problems;
    this.mapper = mapper;
  }

  /** The installed apps. */
  @GET
  @Path("apps")
  @Policy(Who.SIGNED_IN)
  public ObjectNode apps() {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (ObjectNode app : caller.access().metadata().documents("app").values()) {
      String key = app.path("key").asText();
      items
          .addObject()
          .put("key", key)
          .put("version", app.path("version").asText())
          .set("label", app.path("label"));
    }
    answer.putNull("next");
    return answer;
  }

  /** The zip of an app. */
  @GET
  @Path("apps/{app}/package")
  @Produces(ZIP)
  @Policy(Who.ADMIN)
  public Response export(@PathParam("app") String app, @Context UriInfo uri) {
    String local = new Parameters(uri.getQueryParameters(), Set.of("local")).text("local");
    if (local != null && !local.equals("include")) {
      throw Bodies.wrong("/local", "include");
    }
    return Response.ok(packages.export(app, local != null))
        .type(ZIP)
        .header("Content-Disposition", "attachment; filename=\"" + app + ".zip\"")
        .build();
  }

  /** Removes an app; its records are kept or not, as the caller says. */
  @DELETE
  @Path("apps/{app}")
  @Policy(Who.ADMIN)
  public ObjectNode uninstall(@PathParam("app") String app, @Context UriInfo uri) {
    String data = new Parameters(uri.getQueryParameters(), Set.of("data")).text("data");
    if (data == null || !Set.of("keep", "delete").contains(data)) {
      throw Bodies.wrong("/data", "keep | delete");
    }
    return result(packages.uninstall(app, data.equals("keep"), caller.identity().user().id()));
  }

  /** What applying the zip would do. */
  @POST
  @Path("packages/plan")
  @Consumes({ZIP, MediaType.APPLICATION_OCTET_STREAM})
  @Policy(Who.ADMIN)
  public ObjectNode plan(byte @Nullable [] zip) {
    PackagePlan plan = packages.plan(Bodies.present(zip));
    ObjectNode answer = mapper.createObjectNode();
    answer.put("app", plan.app());
    answer.put("version", plan.version());
    answer.put("installed", plan.installed());
    answer.put("applicable", plan.isApplicable());
    ArrayNode items = answer.putArray("items");
    for (PackagePlan.Item item : plan.items()) {
      ObjectNode node = items.addObject();
      node.put("kind", item.kind());
      node.put("key", item.key());
      node.put("action", item.action().name().toLowerCase(Locale.ROOT));
      node.set("errors", problems.errors(item.problems(), caller.locale()));
    }
    answer.set("errors", problems.errors(plan.problems(), caller.locale()));
    answer.set("steps", steps(plan.changes()));
    answer.set("warnings", problems.errors(plan.warnings(), caller.locale()));
    return answer;
  }

  /** Installs or upgrades, whole or not at all. */
  @POST
  @Path("packages/apply")
  @Consumes({ZIP, MediaType.APPLICATION_OCTET_STREAM})
  @Policy(Who.ADMIN)
  public ObjectNode apply(byte @Nullable [] zip, @Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), APPLY);
    PublishResult result =
        packages.apply(
            Bodies.present(zip),
            new ApplyOptions(
                parameters.isOn("data"),
                parameters.isOn("consent"),
                caller.identity().user().id()));
    epoch.refresh();
    return result(result);
  }

  private ObjectNode result(PublishResult result) {
    ObjectNode answer = mapper.createObjectNode();
    answer.put("version", result.version());
    ArrayNode items = answer.putArray("items");
    result
        .published()
        .forEach(name -> items.addObject().put("kind", name.kind()).put("key", name.key()));
    answer.set("steps", steps(result.changes()));
    answer.set("warnings", problems.errors(result.warnings(), caller.locale()));
    return answer;
  }

  private ArrayNode steps(Collection<SchemaChange> changes) {
    ArrayNode steps = mapper.createArrayNode();
    for (SchemaChange change : changes) {
      steps
          .addObject()
          .put("change", change.getClass().getSimpleName())
          .put("entity", change.entity())
          .put("field", change.field())
          .put("destructive", change.isDestructive());
    }
    return steps;
  }
}
