package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.task.Approval;
import dev.dougong.workflow.task.Approvals;
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

/** Approvals: what the caller asked for and what they are asked; answers go to the tasks. */
@Path("/api/approvals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ApprovalResource {

  private static final Set<String> LIST = Set.of("requested", "record", "status", "limit", "after");
  private static final int PAGE = 50;

  private final Caller caller;
  private final Approvals approvals;
  private final TaskJson json;
  private final ObjectMapper mapper;

  /** Over the approvals of the workspace. */
  @Inject
  public ApprovalResource(Caller caller, Approvals approvals, TaskJson json, ObjectMapper mapper) {
    this.caller = caller;
    this.approvals = approvals;
    this.json = json;
    this.mapper = mapper;
  }

  /** Why. */
  public record Reason(@Nullable String comment) {}

  /** The newest first. */
  @GET
  @Policy(Who.SIGNED_IN)
  public ObjectNode list(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), LIST);
    int limit = Math.max(1, Math.min(Approvals.LONGEST_PAGE, parameters.number("limit", PAGE)));
    List<Approval> page =
        approvals.list(
            caller.access(),
            new Approvals.Query(
                parameters.isOn("requested"),
                parameters.record("record"),
                parameters.choice(
                    "status", List.of(Approval.Status.values()), Approval.Status::key),
                parameters.record("after"),
                limit));
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    page.forEach(approval -> items.add(json.of(approval)));
    answer.put("next", page.size() < limit ? null : page.get(page.size() - 1).id().toString());
    return answer;
  }

  /** One with its people and what they did. */
  @GET
  @Path("{id}")
  @Policy(Who.SIGNED_IN)
  public ObjectNode find(@PathParam("id") String id) {
    return json.of(approvals.find(caller.access(), Parameters.id(id)), caller.locale());
  }

  /** Takes back what the caller asked for. */
  @POST
  @Path("{id}/withdraw")
  @Policy(Who.SIGNED_IN)
  public void withdraw(@PathParam("id") String id, @Nullable Reason reason) {
    approvals.withdraw(
        caller.access(), Parameters.id(id), reason == null ? null : reason.comment());
  }

  /** Asks those who have not answered once more. */
  @POST
  @Path("{id}/urge")
  @Policy(Who.SIGNED_IN)
  public void urge(@PathParam("id") String id, @Nullable Reason reason) {
    approvals.urge(caller.access(), Parameters.id(id), reason == null ? null : reason.comment());
  }
}
