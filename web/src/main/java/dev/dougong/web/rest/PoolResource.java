package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.pool.Pools;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Pools: what they hold is a list of records; claiming and giving back; what happened before. */
@Path("/api/pools")
@Produces(MediaType.APPLICATION_JSON)
public final class PoolResource {

  private final Caller caller;
  private final Pools pools;
  private final ObjectMapper mapper;

  /** Over the pools of the workspace. */
  @Inject
  public PoolResource(Caller caller, Pools pools, ObjectMapper mapper) {
    this.caller = caller;
    this.pools = pools;
    this.mapper = mapper;
  }

  /** Those that the caller may see, with the filter of the list of their records. */
  @GET
  @Policy(Who.SIGNED_IN)
  public ObjectNode list() {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (Pools.Pool pool : pools.list(caller.access())) {
      ObjectNode item = items.addObject().put("key", pool.key());
      for (String name :
          List.of("label", "description", "entity", "fields", "perDay", "most", "cooldown")) {
        item.set(name, pool.document().get(name));
      }
      item.put("filter", pool.filter()).put("claimedToday", pool.claimedToday());
    }
    answer.putNull("next");
    return answer;
  }

  /** Makes the caller the owner of a record. */
  @POST
  @Path("{key}/records/{id}/claim")
  @Policy(Who.SIGNED_IN)
  public void claim(@PathParam("key") String key, @PathParam("id") String id) {
    pools.claim(caller.access(), key, Parameters.id(id));
  }

  /** Gives a record of the caller back. */
  @POST
  @Path("{key}/records/{id}/give-back")
  @Policy(Who.SIGNED_IN)
  public void giveBack(@PathParam("key") String key, @PathParam("id") String id) {
    pools.giveBack(caller.access(), key, Parameters.id(id));
  }

  /** Who had a record, and how it came back, the newest first. */
  @GET
  @Path("events/{entity}/{id}")
  @Policy(Who.SIGNED_IN)
  public ObjectNode events(@PathParam("entity") String entity, @PathParam("id") String id) {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (Pools.Event event : pools.events(caller.access(), entity, Parameters.id(id))) {
      ObjectNode item = items.addObject().put("deed", event.deed().key());
      ExecutionJson.moment(item, "at", event.at());
      item.put("user", event.userName()).put("actor", event.actorName());
      item.set("workflow", event.workflow());
    }
    answer.putNull("next");
    return answer;
  }
}
