package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.report.subscription.Subscriptions;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;

/** Packs that a person got, as they were sent. */
@Path("/api/packs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PackResource {

  private final Caller caller;
  private final Subscriptions subscriptions;
  private final ObjectMapper mapper;

  /** Over the packs of the workspace. */
  @Inject
  public PackResource(Caller caller, Subscriptions subscriptions, ObjectMapper mapper) {
    this.caller = caller;
    this.subscriptions = subscriptions;
    this.mapper = mapper;
  }

  /** The newest, without their numbers. */
  @GET
  @Policy(Who.PERSON)
  public ObjectNode list() {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (Subscriptions.Head head : subscriptions.packs(caller.access())) {
      ObjectNode item = items.addObject().put("id", head.id().toString());
      item.put("title", head.title());
      item.put("subscription", head.subscription() == null ? null : head.subscription().toString());
      ExecutionJson.moment(item, "at", head.at());
    }
    answer.putNull("next");
    return answer;
  }

  /** One with its numbers. */
  @GET
  @Path("{id}")
  @Policy(Who.PERSON)
  public byte[] open(@PathParam("id") String id) {
    return subscriptions.pack(caller.access(), Parameters.id(id)).getBytes(StandardCharsets.UTF_8);
  }
}
