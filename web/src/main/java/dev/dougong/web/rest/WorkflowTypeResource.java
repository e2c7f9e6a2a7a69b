package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.check.WorkflowKind;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Channels;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The types of nodes and triggers with their options, for designers. */
@Path("/api/workflow-types")
@Produces(MediaType.APPLICATION_JSON)
public final class WorkflowTypeResource {

  private final WorkflowKind kind;
  private final Channels all;
  private final Caller caller;

  /** Over the types there are. */
  @Inject
  public WorkflowTypeResource(WorkflowKind kind, Channels all, Caller caller) {
    this.kind = kind;
    this.all = all;
    this.caller = caller;
  }

  /**
   * All types, the shapes that their schemas name, the documents that options may name, and what
   * messages can be sent by.
   */
  @GET
  @Policy(Who.SIGNED_IN)
  public ObjectNode list() {
    ObjectNode types = kind.types();
    Metadata metadata = caller.access().metadata();
    types.set("callables", kind.callables(metadata));
    types.set("services", kind.services(metadata));
    types.set("segments", named(metadata, "segment"));
    types.set("hooks", named(metadata, "hook"));
    types.set("forms", named(metadata, "form"));
    ArrayNode channels = types.withArrayProperty("channels");
    ObjectNode labels = types.putObject("channelLabels");
    metadata
        .documents("connector")
        .forEach(
            (key, document) -> {
              Channel channel = all.find(document.path("channel").asText());
              if (channel != null) {
                channels.add(key);
                labels.set(key, document.get("label"));
              }
            });
    return types;
  }

  /** {@code [{key, label, entity}]} of the documents of a kind. */
  private static ArrayNode named(Metadata metadata, String kind) {
    ArrayNode named = JsonNodeFactory.instance.arrayNode();
    for (ObjectNode document : metadata.documents(kind).values()) {
      named.add(document.deepCopy().retain(List.of("key", "label", "entity")));
    }
    return named;
  }
}
