package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.execution.BulkStarts;
import dev.dougong.workflow.execution.BulkStarts.BulkStart;
import dev.dougong.workflow.execution.BulkStarts.Item;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;

/** Workflows that the caller started for many records. */
@Path("/api/bulk-starts")
@Produces(MediaType.APPLICATION_JSON)
public final class BulkStartResource {

  private final Caller caller;
  private final BulkStarts starts;
  private final ObjectMapper mapper;

  /** Over the orders of the workspace. */
  @Inject
  public BulkStartResource(Caller caller, BulkStarts starts, ObjectMapper mapper) {
    this.caller = caller;
    this.starts = starts;
    this.mapper = mapper;
  }

  /** How far an order of the caller is. */
  @GET
  @Path("{id}")
  @Policy(Who.SIGNED_IN)
  public ObjectNode find(@PathParam("id") String id) {
    return shown(mapper, starts.find(caller.access(), Parameters.id(id)));
  }

  /** What became of each record, {@code ?after=&limit=}. */
  @GET
  @Path("{id}/items")
  @Policy(Who.SIGNED_IN)
  public ObjectNode items(@PathParam("id") String id, @Context UriInfo uri) {
    Parameters given = new Parameters(uri.getQueryParameters(), Set.of("after", "limit"));
    int limit = Math.min(BulkStarts.LONGEST_PAGE, given.number("limit", BulkStarts.LONGEST_PAGE));
    List<Item> items =
        starts.items(caller.access(), Parameters.id(id), given.number("after", 0), limit);
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode shown = answer.putArray("items");
    for (Item item : items) {
      ObjectNode one = shown.addObject().put("record", item.record().toString());
      one.put("label", item.label()).put("state", item.state().key());
      one.put("execution", item.execution() == null ? null : item.execution().toString());
    }
    if (items.size() < limit) {
      answer.putNull("next");
    } else {
      answer.put("next", items.get(items.size() - 1).place());
    }
    return answer;
  }

  static ObjectNode shown(ObjectMapper mapper, BulkStart order) {
    ObjectNode answer = mapper.createObjectNode().put("id", order.id().toString());
    answer.put("workflow", order.workflow()).put("total", order.total());
    answer.put("started", order.started()).put("refused", order.refused());
    ExecutionJson.moment(answer, "at", order.at());
    ExecutionJson.moment(answer, "endedAt", order.endedAt());
    return answer;
  }
}
