package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.execution.Reasons;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Why workflows started about a record, or did not. */
@Path("/api/workflow-reasons/{entity}/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class WorkflowReasonResource {

  private final Caller caller;
  private final Reasons reasons;
  private final ObjectMapper mapper;

  /** Over the workflows of the workspace. */
  @Inject
  public WorkflowReasonResource(Caller caller, Reasons reasons, ObjectMapper mapper) {
    this.caller = caller;
    this.reasons = reasons;
    this.mapper = mapper;
  }

  /**
   * One item for each workflow about such records, with its document's label and trigger; {@code
   * about} says what holds claims and messages back.
   */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode list(@PathParam("entity") String entity, @PathParam("id") String id) {
    Access access = caller.access();
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (Reasons.Reason reason : reasons.of(access, entity, Parameters.id(id))) {
      ObjectNode item = items.addObject().put("workflow", reason.workflow());
      ObjectNode document = access.metadata().documents("workflow").get(reason.workflow());
      if (document != null) {
        item.set("label", document.get("label"));
        item.set("trigger", document.get("trigger"));
      }
      put(item.putArray("facts"), reason.facts());
    }
    put(answer.putArray("about"), reasons.about(access, entity, Parameters.id(id)));
    answer.putNull("next");
    return answer;
  }

  private static void put(ArrayNode array, List<Reasons.Fact> facts) {
    for (Reasons.Fact fact : facts) {
      ObjectNode said = array.addObject().put("what", fact.what().key());
      said.setAll(fact.details());
    }
  }
}
