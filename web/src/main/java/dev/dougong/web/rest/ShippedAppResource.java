package dev.dougong.web.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.packages.Packages;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.template.Templates;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The apps that come with the product, to be installed or upgraded without a file. */
@Path("/api/packages/shipped")
@Produces(MediaType.APPLICATION_JSON)
public final class ShippedAppResource {

  private final Caller caller;
  private final Packages packages;
  private final Templates templates;
  private final PackageInstall install;
  private final PackageAnswers answers;
  private final ObjectMapper mapper;

  /** Over the apps on the class path and those that are installed. */
  @Inject
  public ShippedAppResource(
      Caller caller,
      Packages packages,
      Templates templates,
      PackageInstall install,
      PackageAnswers answers,
      ObjectMapper mapper) {
    this.caller = caller;
    this.packages = packages;
    this.templates = templates;
    this.install = install;
    this.answers = answers;
    this.mapper = mapper;
  }

  /**
   * {@code {"items":[{"name","key","version","installed","label","description","requires"}]}};
   * {@code installed} is the version that is here, or null.
   */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode list() throws JsonProcessingException {
    Map<String, String> installed = new HashMap<>();
    packages.apps().forEach(app -> installed.put(app.key(), app.version()));
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (Map.Entry<String, String> entry : templates.apps().entrySet()) {
      JsonNode app = mapper.readTree(entry.getValue());
      String key = app.path("key").asText();
      ObjectNode item = items.addObject().put("name", entry.getKey()).put("key", key);
      item.put("version", app.path("version").asText()).put("installed", installed.get(key));
      item.set("label", app.path("label"));
      item.set("description", app.get("description"));
      item.set("requires", app.get("requires"));
    }
    answer.putNull("next");
    return answer;
  }

  /** What applying it would do; choices as the body. */
  @POST
  @Path("{name}/plan")
  @Policy(Who.ADMIN)
  public ObjectNode plan(@PathParam("name") String name, @Nullable ObjectNode body) {
    return answers.plan(
        packages.plan(zip(name), PackageChoices.read(Bodies.present(body))), caller.locale());
  }

  /** Installs or upgrades it, whole or not at all; choices as the body. */
  @POST
  @Path("{name}/apply")
  @Policy(Who.ADMIN)
  public ObjectNode apply(
      @PathParam("name") String name, @Nullable ObjectNode body, @Context UriInfo uri) {
    return install.apply(zip(name), uri, PackageChoices.read(Bodies.present(body)));
  }

  private byte[] zip(String name) {
    byte @Nullable [] zip = templates.zip(name);
    if (zip == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return zip;
  }
}
