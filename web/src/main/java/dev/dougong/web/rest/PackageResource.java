package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.packages.Choices;
import dev.dougong.engine.packages.Packages;
import dev.dougong.engine.packages.Packages.ApplyOptions;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Installed apps and the packages that bring them. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public final class PackageResource {

  private static final String ZIP = "application/zip";

  private final Caller caller;
  private final Packages packages;
  private final PackageInstall install;
  private final Uploads uploads;
  private final PackageAnswers answers;
  private final ObjectMapper mapper;

  /** Over the installed apps. */
  @Inject
  public PackageResource(
      Caller caller,
      Packages packages,
      PackageInstall install,
      Uploads uploads,
      PackageAnswers answers,
      ObjectMapper mapper) {
    this.caller = caller;
    this.packages = packages;
    this.install = install;
    this.uploads = uploads;
    this.answers = answers;
    this.mapper = mapper;
  }

  /** The installed apps. */
  @GET
  @Path("apps")
  @Policy(Who.SIGNED_IN)
  public ObjectNode apps() {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    Map<String, String> previous = new HashMap<>();
    if (caller.identity().isAdmin()) {
      for (Packages.App app : packages.apps()) {
        String version = app.previous();
        if (version != null) {
          previous.put(app.key(), version);
        }
      }
    }
    for (ObjectNode app : caller.access().metadata().documents("app").values()) {
      String key = app.path("key").asText();
      items
          .addObject()
          .put("key", key)
          .put("version", app.path("version").asText())
          .put("previous", previous.get(key))
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
    UUID by = caller.identity().user().id();
    return install.done(() -> packages.uninstall(app, data.equals("keep"), by));
  }

  /** What applying the zip would do. */
  @POST
  @Path("packages/plan")
  @Consumes({ZIP, MediaType.APPLICATION_OCTET_STREAM})
  @Policy(Who.ADMIN)
  public ObjectNode plan(byte @Nullable [] zip) {
    return answers.plan(packages.plan(uploads.body(zip)), caller.locale());
  }

  /** The same for the part {@code file} of a form, with what was chosen in {@code choices}. */
  @POST
  @Path("packages/plan")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Policy(Who.ADMIN)
  public ObjectNode planWith(
      @RestForm("file") @Nullable FileUpload file, @RestForm("choices") @Nullable String choices) {
    return answers.plan(
        packages.plan(uploads.file(file).bytes(), PackageChoices.read(choices)), caller.locale());
  }

  /** Installs or upgrades, whole or not at all. */
  @POST
  @Path("packages/apply")
  @Consumes({ZIP, MediaType.APPLICATION_OCTET_STREAM})
  @Policy(Who.ADMIN)
  public ObjectNode apply(byte @Nullable [] zip, @Context UriInfo uri) {
    return install.apply(uploads.body(zip), uri, Choices.NONE);
  }

  /** The same for the part {@code file} of a form, with what was chosen in {@code choices}. */
  @POST
  @Path("packages/apply")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Policy(Who.ADMIN)
  public ObjectNode applyWith(
      @RestForm("file") @Nullable FileUpload file,
      @RestForm("choices") @Nullable String choices,
      @Context UriInfo uri) {
    return install.apply(uploads.file(file).bytes(), uri, PackageChoices.read(choices));
  }

  /** What going back to the version before would do. */
  @POST
  @Path("apps/{app}/rollback/plan")
  @Policy(Who.ADMIN)
  public ObjectNode planRollback(@PathParam("app") String app, @Nullable ObjectNode body) {
    return answers.plan(
        packages.planRollback(app, PackageChoices.read(Bodies.present(body))), caller.locale());
  }

  /** Takes the last upgrade back, whole or not at all. */
  @POST
  @Path("apps/{app}/rollback")
  @Policy(Who.ADMIN)
  public ObjectNode rollback(
      @PathParam("app") String app, @Nullable ObjectNode body, @Context UriInfo uri) {
    ApplyOptions options = install.options(uri, PackageChoices.read(Bodies.present(body)));
    return install.done(() -> packages.rollback(app, options));
  }
}
