package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.access.Directory;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.people.HandOvers;
import dev.dougong.workflow.people.HandOvers.HandOver;
import dev.dougong.workflow.people.HandOvers.Preview;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people who leave hand over to others. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HandOverResource {

  private final Caller caller;
  private final HandOvers handOvers;
  private final Directory directory;
  private final AccessEpoch epoch;
  private final ObjectMapper mapper;

  /** Over the hand-overs of the workspace. */
  @Inject
  public HandOverResource(
      Caller caller,
      HandOvers handOvers,
      Directory directory,
      AccessEpoch epoch,
      ObjectMapper mapper) {
    this.caller = caller;
    this.handOvers = handOvers;
    this.directory = directory;
    this.epoch = epoch;
    this.mapper = mapper;
  }

  /**
   * To whom, why, and whether the person can sign in no more; {@code entities}, {@code tasks} and
   * {@code items} (kinds of what people make for themselves) say what goes over, absent means all.
   */
  public record HandOverRequest(
      @Nullable UUID to,
      @Nullable String reason,
      @Nullable Boolean block,
      @Nullable List<String> entities,
      @Nullable Boolean tasks,
      @Nullable List<String> items) {}

  /** How much there is to hand over. */
  @GET
  @Path("people/{id}/hand-over")
  @Policy(Who.ADMIN)
  public ObjectNode preview(@PathParam("id") String id) {
    Preview preview = handOvers.preview(caller.access(), Parameters.id(id));
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode records = answer.putArray("records");
    preview
        .records()
        .forEach(one -> records.addObject().put("entity", one.entity()).put("count", one.count()));
    ArrayNode items = answer.putArray("items");
    for (HandOvers.Items one : preview.items()) {
      items
          .addObject()
          .put("kind", one.kind())
          .put("label", one.label().in(caller.access().locale(), one.kind()))
          .put("count", one.count());
    }
    return answer.put("tasks", preview.tasks()).put("approvals", preview.approvals());
  }

  /** Hands over; records follow behind the scenes. */
  @POST
  @Path("people/{id}/hand-over")
  @Policy(Who.ADMIN)
  public Response begin(@PathParam("id") String id, @Nullable HandOverRequest request) {
    HandOverRequest given = Bodies.present(request);
    UUID begun =
        handOvers.begin(
            caller.access(),
            new HandOvers.Order(
                Parameters.id(id),
                Bodies.present(given.to()),
                given.reason(),
                Boolean.TRUE.equals(given.block()),
                given.entities(),
                !Boolean.FALSE.equals(given.tasks()),
                given.items()));
    epoch.refresh();
    return Response.accepted(mapper.createObjectNode().put("id", begun.toString())).build();
  }

  /** The latest ones, newest first. */
  @GET
  @Path("hand-overs")
  @Policy(Who.ADMIN)
  public ObjectNode list() {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (HandOver one : handOvers.list(caller.access())) {
      ObjectNode item = items.addObject().put("id", one.id().toString());
      person(item, "from", one.from());
      person(item, "to", one.to());
      person(item, "by", one.by());
      item.put("reason", one.reason()).put("block", one.isBlocked());
      item.put("state", one.state().key());
      item.put("records", one.records()).put("tasks", one.tasks());
      ExecutionJson.moment(item, "at", one.at());
      ExecutionJson.moment(item, "endedAt", one.endedAt());
    }
    answer.putNull("next");
    return answer;
  }

  /** Gives back what is still with who got it. */
  @POST
  @Path("hand-overs/{id}/undo")
  @Policy(Who.ADMIN)
  public void undo(@PathParam("id") String id) {
    handOvers.undo(caller.access(), Parameters.id(id));
    epoch.refresh();
  }

  private void person(ObjectNode node, String name, UUID user) {
    node.putObject(name).put("id", user.toString()).put("label", directory.userName(user));
  }
}
