package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.metadata.publish.StorageStep;
import dev.dougong.engine.metadata.publish.StorageSteps;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;

/** Changes of storage that go on in the background after a publishing. */
@Path("/api/meta/storage-steps")
@Produces(MediaType.APPLICATION_JSON)
public final class StorageStepResource {

  private static final int SHOWN = 200;

  private final StorageSteps steps;
  private final ObjectMapper mapper;
  private final AuditLog audit;

  /** Over the steps of the workspace. */
  @Inject
  public StorageStepResource(StorageSteps steps, ObjectMapper mapper, AuditLog audit) {
    this.audit = audit;
    this.steps = steps;
    this.mapper = mapper;
  }

  /** The newest steps, newest first. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode list() {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (StorageStep step : steps.newest(SHOWN)) {
      items
          .addObject()
          .put("id", step.id())
          .put("version", step.version())
          .put("change", step.change())
          .put("entity", step.entity())
          .put("field", step.field())
          .put("index", step.index())
          .put("state", step.state().name().toLowerCase(Locale.ROOT))
          .put("done", step.done())
          .put("total", step.total())
          .put("problem", step.problem());
    }
    answer.put("limit", SHOWN);
    return answer;
  }

  /** Makes a new key for encrypted fields; their values are sealed anew in the background. */
  @POST
  @Path("field-key")
  @Policy(Who.ADMIN)
  public ObjectNode exchangeKeys() {
    int number = steps.exchangeKeys();
    audit.tell("fieldKey.made", "field key " + number, mapper.createObjectNode());
    return mapper.createObjectNode().put("number", number);
  }

  /** Tries a failed step again. */
  @POST
  @Path("{id}/retry")
  @Policy(Who.ADMIN)
  public void retry(@PathParam("id") long id) {
    if (!steps.retry(id)) {
      throw new AccessException(Problem.of("notFound"));
    }
  }
}
