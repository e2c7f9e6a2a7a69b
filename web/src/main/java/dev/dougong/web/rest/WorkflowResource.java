package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.publish.DocumentDetails;
import dev.dougong.engine.metadata.publish.Documents;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.execution.Executions;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The workflows that there are, and starting those that people start. */
@Path("/api/workflows")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class WorkflowResource {

  private static final Executions.Counts NONE = new Executions.Counts(0, 0);

  private final Caller caller;
  private final Executions executions;
  private final Documents documents;
  private final ObjectMapper mapper;

  /** Over the executions of the workspace. */
  @Inject
  public WorkflowResource(
      Caller caller, Executions executions, Documents documents, ObjectMapper mapper) {
    this.caller = caller;
    this.executions = executions;
    this.documents = documents;
    this.mapper = mapper;
  }

  /** About which record it is started, where it is about one. */
  public record StartRequest(@Nullable UUID record) {}

  /** All with what waits to be published and how many of their runs are open. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode list() {
    Map<String, Executions.Counts> counts = executions.counts(caller.access());
    Map<String, Instant> paused = executions.paused(caller.access());
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (DocumentDetails document : documents.list("workflow")) {
      ObjectNode content = document.draft() != null ? document.draft() : document.published();
      String key = document.name().key();
      ObjectNode item = items.addObject().put("key", key).put("version", document.version());
      item.put("isPublished", document.published() != null);
      item.put("hasDraft", document.draft() != null || document.isRemoval());
      item.put("isRemoval", document.isRemoval());
      if (content != null) {
        item.set("label", content.get("label"));
        item.set("trigger", content.get("trigger"));
      }
      Executions.Counts open = counts.getOrDefault(key, NONE);
      ExecutionJson.moment(item, "pausedAt", paused.get(key));
      item.put("running", open.running()).put("failed", open.failed());
    }
    answer.putNull("next");
    return answer;
  }

  /** Lets it stand still: what starts it is kept, and goes on when it is resumed. */
  @POST
  @Path("{key}/pause")
  @Policy(Who.ADMIN)
  public void pause(@PathParam("key") String key) {
    executions.pause(caller.access(), key, true);
  }

  /** Lets it go on. */
  @POST
  @Path("{key}/resume")
  @Policy(Who.ADMIN)
  public void resume(@PathParam("key") String key) {
    executions.pause(caller.access(), key, false);
  }

  /** Starts one. */
  @POST
  @Path("{key}/start")
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
