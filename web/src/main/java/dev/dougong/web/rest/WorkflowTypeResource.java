package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.check.WorkflowKind;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The types of nodes and triggers with their options, for designers. */
@Path("/api/workflow-types")
@Produces(MediaType.APPLICATION_JSON)
public final class WorkflowTypeResource {

  private final WorkflowKind kind;

  /** Over the types there are. */
  @Inject
  public WorkflowTypeResource(WorkflowKind kind) {
    this.kind = kind;
  }

  /** All types, and the shapes that their schemas name. */
  @GET
  @Policy(Who.SIGNED_IN)
  public ObjectNode list() {
    return kind.types();
  }
}
