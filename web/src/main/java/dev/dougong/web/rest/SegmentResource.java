package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.segment.SegmentCounts;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** The segments that there are, with how many are in them. */
@Path("/api/segments")
@Produces(MediaType.APPLICATION_JSON)
public final class SegmentResource {

  private static final List<String> SHOWN = List.of("key", "label", "entity", "filter", "tag");

  private final Caller caller;
  private final SegmentCounts counts;
  private final ObjectMapper mapper;

  /** Over the segments of the workspace. */
  @Inject
  public SegmentResource(Caller caller, SegmentCounts counts, ObjectMapper mapper) {
    this.caller = caller;
    this.counts = counts;
    this.mapper = mapper;
  }

  /** All that are published, in the order of their keys. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode list() {
    Access access = caller.access();
    Map<String, Long> members = counts.of(access);
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    access.metadata().documents("segment").entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> {
              ObjectNode item = entry.getValue().deepCopy().retain(SHOWN);
              items.add(item.put("members", members.getOrDefault(entry.getKey(), 0L)));
            });
    answer.putNull("next");
    return answer;
  }
}
