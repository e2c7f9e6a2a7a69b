package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Directory;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The inbox: what people shall do. */
@Path("/api/tasks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TaskResource {

  private static final Set<String> LIST = Set.of("mine", "status", "limit", "after");
  private static final int PAGE = 50;

  private final Caller caller;
  private final Tasks tasks;
  private final Directory directory;
  private final ObjectMapper mapper;

  /** Over the tasks of the workspace. */
  @Inject
  public TaskResource(Caller caller, Tasks tasks, Directory directory, ObjectMapper mapper) {
    this.caller = caller;
    this.tasks = tasks;
    this.directory = directory;
    this.mapper = mapper;
  }

  /** An answer; {@code values} go to the task's record. */
  public record CompleteRequest(
      @Nullable String outcome, @Nullable String comment, @Nullable ObjectNode values) {}

  /** To whom. */
  public record TransferRequest(@Nullable UUID to, @Nullable String comment) {}

  /** Why. */
  public record ReturnRequest(@Nullable String comment) {}

  /** Tasks in the order in which they are due. */
  @GET
  @Policy(Who.SIGNED_IN)
  public ObjectNode list(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), LIST);
    Tasks.Page page =
        tasks.list(
            caller.access(),
            new Tasks.Query(
                parameters.isOn("mine"),
                parameters.choice(
                    "status", List.of(UserTask.Status.values()), UserTask.Status::key),
                parameters.text("after"),
                parameters.number("limit", PAGE)));
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    page.tasks().forEach(task -> items.add(show(task)));
    answer.put("next", page.next());
    return answer;
  }

  /** Answers a task. */
  @POST
  @Path("{id}/complete")
  @Policy(Who.SIGNED_IN)
  public void complete(@PathParam("id") String id, @Nullable CompleteRequest request) {
    CompleteRequest given = request == null ? new CompleteRequest(null, null, null) : request;
    tasks.complete(
        caller.access(),
        Parameters.id(id),
        new Tasks.Answer(given.outcome(), given.comment(), given.values()));
  }

  /** Gives a task to another user. */
  @POST
  @Path("{id}/transfer")
  @Policy(Who.SIGNED_IN)
  public void transfer(@PathParam("id") String id, @Nullable TransferRequest request) {
    TransferRequest given = Bodies.present(request);
    tasks.transfer(caller.access(), Parameters.id(id), Bodies.present(given.to()), given.comment());
  }

  /** Gives a task back to those who may do it. */
  @POST
  @Path("{id}/return")
  @Policy(Who.SIGNED_IN)
  public void giveBack(@PathParam("id") String id, @Nullable ReturnRequest request) {
    tasks.giveBack(caller.access(), Parameters.id(id), request == null ? null : request.comment());
  }

  private ObjectNode show(UserTask task) {
    ObjectNode node = mapper.createObjectNode().put("id", task.id().toString());
    node.put("title", task.title()).put("description", task.description());
    if (task.record() == null) {
      node.putNull("record");
    } else {
      node.putObject("record")
          .put("entity", task.entity())
          .put("id", task.record().toString())
          .put("label", task.label());
    }
    person(node, "assignee", task.assignee());
    ExecutionResource.moment(node, "due", task.due());
    node.put("status", task.status().key());
    ArrayNode outcomes = node.putArray("outcomes");
    for (UserTask.Outcome outcome : task.outcomes()) {
      outcomes
          .addObject()
          .put("value", outcome.value())
          .put("label", outcome.label().in(caller.locale(), outcome.value()));
    }
    node.put("outcome", task.outcome()).put("comment", task.comment());
    node.put("workflow", task.workflow()).put("execution", task.execution().toString());
    person(node, "completedBy", task.completedBy());
    ExecutionResource.moment(node, "createdAt", task.createdAt());
    ExecutionResource.moment(node, "completedAt", task.completedAt());
    return node;
  }

  private void person(ObjectNode node, String name, @Nullable UUID user) {
    if (user == null) {
      node.putNull(name);
    } else {
      node.putObject(name).put("id", user.toString()).put("label", directory.userName(user));
    }
  }
}
