package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.event.Events;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people do, as other programs tell it. */
@Path("/api/events")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class EventResource {

  private static final Set<String> EVENT = Set.of("id", "event", "subject", "at", "values");

  private final Caller caller;
  private final Events events;
  private final ObjectMapper mapper;

  /** Over the streams of the workspace. */
  @Inject
  public EventResource(Caller caller, Events events, ObjectMapper mapper) {
    this.caller = caller;
    this.events = events;
    this.mapper = mapper;
  }

  /** Keeps {@code {"stream", "events": […]}}, all or none; the same ids again change nothing. */
  @POST
  @Policy(Who.SIGNED_IN)
  public ObjectNode take(@Nullable ObjectNode body) {
    ObjectNode present = Bodies.present(body);
    Bodies.only(present, "", Set.of("stream", "events"));
    String stream = present.has("stream") ? Bodies.text(present, "", "stream") : null;
    List<Events.Event> all = new ArrayList<>();
    for (ObjectNode event : Bodies.objects(present, "events")) {
      all.add(event(event, "/events/" + all.size()));
    }
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    events
        .take(caller.access(), stream, all)
        .forEach(id -> items.addObject().put("id", id.toString()));
    return answer;
  }

  private Events.Event event(ObjectNode event, String place) {
    Bodies.only(event, place, EVENT);
    JsonNode subject = event.path("subject");
    if (!subject.isTextual() && !subject.isObject()) {
      throw Bodies.wrong(place + "/subject", "{\"phone\": \"13800138000\"}");
    }
    return new Events.Event(
        Bodies.text(event, place, "id"),
        Bodies.text(event, place, "event"),
        subject,
        at(event, place),
        event.has("values")
            ? Bodies.object(event.get("values"), place + "/values")
            : mapper.createObjectNode());
  }

  private static @Nullable Instant at(ObjectNode event, String place) {
    if (!event.has("at")) {
      return null;
    }
    try {
      return OffsetDateTime.parse(Bodies.text(event, place, "at")).toInstant();
    } catch (DateTimeParseException e) {
      throw Bodies.wrong(place + "/at", "2026-03-01T09:00:00+08:00");
    }
  }
}
