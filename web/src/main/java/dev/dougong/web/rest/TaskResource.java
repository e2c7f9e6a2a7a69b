package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.task.Approvals;
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
  private static final String BEFORE = "before";
  private static final String AFTER = "after";
  private static final int PAGE = 50;

  private final Caller caller;
  private final Tasks tasks;
  private final Approvals approvals;
  private final TaskJson json;
  private final ObjectMapper mapper;

  /** Over the tasks of the workspace. */
  @Inject
  public TaskResource(
      Caller caller, Tasks tasks, Approvals approvals, TaskJson json, ObjectMapper mapper) {
    this.caller = caller;
    this.tasks = tasks;
    this.approvals = approvals;
    this.json = json;
    this.mapper = mapper;
  }

  /** An answer; {@code values} go to the task's record. */
  public record CompleteRequest(
      @Nullable String outcome, @Nullable String comment, @Nullable ObjectNode values) {}

  /** To whom. */
  public record TransferRequest(@Nullable UUID to, @Nullable String comment) {}

  /** One more person; {@code place} is {@code before} or {@code after}. */
  public record AddRequest(@Nullable UUID user, @Nullable String place, @Nullable String comment) {}

  /** Where to; absent means to the requester. */
  public record SendBackRequest(
      @Nullable String to, @Nullable Boolean straight, @Nullable String comment) {}

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
    page.tasks().forEach(task -> items.add(json.of(task, caller.locale())));
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

  /** Takes a task that several may do. */
  @POST
  @Path("{id}/claim")
  @Policy(Who.SIGNED_IN)
  public void claim(@PathParam("id") String id) {
    tasks.claim(caller.access(), Parameters.id(id));
  }

  /** Adds a person to the approval that a task belongs to, before or after the caller. */
  @POST
  @Path("{id}/add-approver")
  @Policy(Who.SIGNED_IN)
  public void addApprover(@PathParam("id") String id, @Nullable AddRequest request) {
    AddRequest given = Bodies.present(request);
    String place = given.place() == null ? AFTER : given.place();
    if (!place.equals(BEFORE) && !place.equals(AFTER)) {
      throw Bodies.wrong("/place", "\"before\" | \"after\"");
    }
    approvals.addApprover(
        caller.access(),
        Parameters.id(id),
        new Approvals.Addition(
            Bodies.present(given.user()), place.equals(BEFORE), given.comment()));
  }

  /** Sends back what the caller shall approve. */
  @POST
  @Path("{id}/send-back")
  @Policy(Who.SIGNED_IN)
  public void sendBack(@PathParam("id") String id, @Nullable SendBackRequest request) {
    SendBackRequest given = request == null ? new SendBackRequest(null, null, null) : request;
    approvals.sendBack(
        caller.access(),
        Parameters.id(id),
        new Approvals.Return(given.to(), Boolean.TRUE.equals(given.straight()), given.comment()));
  }
}
