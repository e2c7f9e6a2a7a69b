package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.error.ProblemResponses;
import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.execution.Executions;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
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
  private final ProblemResponses problems;
  private final ObjectMapper mapper;

  /** Over the executions of the workspace. */
  @Inject
  public ExecutionResource(
      Caller caller, Executions executions, ProblemResponses problems, ObjectMapper mapper) {
    this.caller = caller;
    this.executions = executions;
    this.problems = problems;
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
    page.forEach(one -> items.add(show(one)));
    answer.put("next", page.size() < limit ? null : page.get(limit - 1).id().toString());
    return answer;
  }

  /** One with its steps and messages. */
  @GET
  @Path("{id}")
  @Policy(Who.ADMIN)
  public ObjectNode read(@PathParam("id") String id) {
    Execution.Details details = executions.find(caller.access(), Parameters.id(id));
    ObjectNode answer = show(details.execution());
    answer.set("document", details.document());
    ArrayNode steps = answer.putArray("steps");
    for (Execution.Step step : details.steps()) {
      ObjectNode node = steps.addObject().put("id", step.id().toString()).put("node", step.node());
      node.put("state", step.state()).put("attempt", step.attempt());
      node.set("output", step.output());
      moment(node, "dueAt", step.dueAt());
      moment(node, "startedAt", step.startedAt());
      moment(node, "endedAt", step.endedAt());
      node.set("problem", problem(step.problem()));
    }
    ArrayNode messages = answer.putArray("messages");
    for (Execution.Message message : details.messages()) {
      ObjectNode node = messages.addObject().put("id", message.id().toString());
      node.put("channel", message.channel()).put("recipient", message.recipient());
      node.put("title", message.title()).put("body", message.body());
      node.put("state", message.state());
      node.set("problem", problem(message.problem()));
      moment(node, "dueAt", message.dueAt());
      moment(node, "sentAt", message.sentAt());
    }
    return answer;
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

  private ObjectNode show(Execution execution) {
    ObjectNode node = mapper.createObjectNode().put("id", execution.id().toString());
    node.put("workflow", execution.workflow()).put("status", execution.status().key());
    if (execution.record() == null) {
      node.putNull("record");
    } else {
      node.putObject("record")
          .put("entity", execution.entity())
          .put("id", execution.record().toString())
          .put("label", execution.label());
    }
    node.set("reason", execution.reason());
    node.set("problem", problem(execution.problem()));
    moment(node, "startedAt", execution.startedAt());
    moment(node, "endedAt", execution.endedAt());
    return node;
  }

  private @Nullable JsonNode problem(@Nullable Problem problem) {
    return problem == null ? null : problems.errors(List.of(problem), caller.locale()).get(0);
  }

  static void moment(ObjectNode node, String name, @Nullable Instant moment) {
    node.put(name, moment == null ? null : ValueJson.text(moment));
  }
}
