package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.execution.Executions;
import dev.dougong.workflow.execution.Moves;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs of workflows, with what they did. */
@Path("/api/executions")
@Produces(MediaType.APPLICATION_JSON)
public final class ExecutionResource {

  private static final Set<String> LIST = Set.of("workflow", "record", "status", "limit", "after");
  private static final int PAGE = 50;

  private final Caller caller;
  private final Executions executions;
  private final Moves moves;
  private final ExecutionJson json;
  private final ObjectMapper mapper;

  /** Over the executions of the workspace. */
  @Inject
  public ExecutionResource(
      Caller caller, Executions executions, Moves moves, ExecutionJson json, ObjectMapper mapper) {
    this.caller = caller;
    this.executions = executions;
    this.moves = moves;
    this.json = json;
    this.mapper = mapper;
  }

  /** The newest first. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode list(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), LIST);
    int limit = Math.max(1, Math.min(Executions.LONGEST_PAGE, parameters.number("limit", PAGE)));
    List<Execution> page =
        executions.list(
            caller.access(),
            new Executions.Query(
                parameters.text("workflow"),
                parameters.record("record"),
                parameters.choice(
                    "status", List.of(Execution.Status.values()), Execution.Status::key),
                parameters.record("after"),
                limit));
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    page.forEach(one -> items.add(json.execution(one, caller.locale())));
    answer.put("next", page.size() < limit ? null : page.get(limit - 1).id().toString());
    return answer;
  }

  /** One with its steps and messages. */
  @GET
  @Path("{id}")
  @Policy(Who.ADMIN)
  public ObjectNode read(@PathParam("id") String id) {
    return json.details(executions.find(caller.access(), Parameters.id(id)), caller.locale());
  }

  /** Runs a failed one on from its failed step. */
  @POST
  @Path("{id}/retry")
  @Policy(Who.ADMIN)
  public void retry(@PathParam("id") String id) {
    executions.retry(caller.access(), Parameters.id(id));
  }

  /** Ends one that has not ended. */
  @POST
  @Path("{id}/cancel")
  @Policy(Who.ADMIN)
  public void cancel(@PathParam("id") String id) {
    executions.cancel(caller.access(), Parameters.id(id));
  }

  /** Moves one to the version of its workflow that is published. */
  @POST
  @Path("{id}/move")
  @Consumes(MediaType.APPLICATION_JSON)
  @Policy(Who.ADMIN)
  public void move(@PathParam("id") String id, WorkflowMoveResource.@Nullable MoveRequest request) {
    moves.move(caller.access(), Parameters.id(id), WorkflowMoveResource.map(request));
  }
}
