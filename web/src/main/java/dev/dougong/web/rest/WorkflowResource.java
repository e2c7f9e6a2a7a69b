package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.execution.Executions;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Workflows that people start. */
@Path("/api/workflows/{key}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class WorkflowResource {

  private final Caller caller;
  private final Executions executions;
  private final ObjectMapper mapper;

  /** Over the executions of the workspace. */
  @Inject
  public WorkflowResource(Caller caller, Executions executions, ObjectMapper mapper) {
    this.caller = caller;
    this.executions = executions;
    this.mapper = mapper;
  }

  /** About which record it is started, where it is about one. */
  public record StartRequest(@Nullable UUID record) {}

  /** Starts one. */
  @POST
  @Path("start")
  @Policy(Who.SIGNED_IN)
  public Response start(
      @PathParam("key") String key,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
      @Nullable StartRequest request) {
    UUID execution =
        executions.start(
            caller.access(),
            key,
            request == null ? null : request.record(),
            Parameters.idempotencyKey(idempotencyKey));
    ObjectNode answer = mapper.createObjectNode().put("execution", execution.toString());
    return Response.status(Response.Status.CREATED)
        .entity(answer)
        .header("Location", "/api/executions/" + execution)
        .build();
  }
}
