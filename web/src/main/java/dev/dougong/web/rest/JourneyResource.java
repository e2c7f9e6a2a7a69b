package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.execution.Journeys;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Where a record stands in its journeys, and what the caller may start about it. */
@Path("/api/journeys")
@Produces(MediaType.APPLICATION_JSON)
public final class JourneyResource {

  private final Caller caller;
  private final Journeys journeys;
  private final ObjectMapper mapper;

  /** Over the runs of the workspace. */
  @Inject
  public JourneyResource(Caller caller, Journeys journeys, ObjectMapper mapper) {
    this.caller = caller;
    this.journeys = journeys;
    this.mapper = mapper;
  }

  /** Of a record. */
  @GET
  @Path("{entity}/{id}")
  @Policy(Who.SIGNED_IN)
  public ObjectNode of(@PathParam("entity") String entity, @PathParam("id") String id) {
    Journeys.Found found = journeys.of(caller.access(), entity, Parameters.id(id));
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode starts = answer.putArray("starts");
    for (Journeys.Offer offer : found.starts()) {
      ObjectNode one = starts.addObject().put("workflow", offer.workflow());
      one.set("label", mapper.valueToTree(offer.label().texts()));
      one.set("description", mapper.valueToTree(offer.description().texts()));
      one.put("isButton", offer.isButton());
    }
    ArrayNode runs = answer.putArray("journeys");
    found.journeys().forEach(journey -> write(runs.addObject(), journey));
    return answer;
  }

  private void write(ObjectNode one, Journeys.Journey journey) {
    one.put("id", journey.execution().toString()).put("workflow", journey.workflow());
    one.set("label", mapper.valueToTree(journey.label().texts()));
    one.put("status", journey.status().key());
    ExecutionJson.moment(one, "startedAt", journey.startedAt());
    ExecutionJson.moment(one, "endedAt", journey.endedAt());
    ArrayNode stops = one.putArray("stops");
    for (Journeys.Stop stop : journey.stops()) {
      ObjectNode each = stops.addObject().put("node", stop.node()).put("state", stop.state());
      each.set("label", mapper.valueToTree(stop.label().texts()));
      ExecutionJson.moment(each, "dueAt", stop.dueAt());
      ExecutionJson.moment(each, "endedAt", stop.endedAt());
    }
  }
}
