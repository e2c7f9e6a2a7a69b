package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.message.Notices;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's own notices. */
@Path("/api/notices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class NoticeResource {

  private final Caller caller;
  private final Notices notices;
  private final ObjectMapper mapper;

  /** Over the notices of the workspace. */
  @Inject
  public NoticeResource(Caller caller, Notices notices, ObjectMapper mapper) {
    this.caller = caller;
    this.notices = notices;
    this.mapper = mapper;
  }

  /** Up to which moment the person has read. */
  public record ReadRequest(@Nullable Instant upTo) {}

  /** The newest, and how many are unread. */
  @GET
  @Policy(Who.PERSON)
  public ObjectNode list() {
    UUID user = caller.identity().user().id();
    ObjectNode answer = mapper.createObjectNode().put("unread", notices.unread(user));
    ArrayNode items = answer.putArray("items");
    for (Notices.Notice notice : notices.list(user)) {
      ObjectNode item = items.addObject().put("id", notice.id().toString());
      item.put("title", notice.title()).put("body", notice.body());
      item.put("link", notice.link());
      item.put("isRead", notice.isRead());
      ExecutionJson.moment(item, "at", notice.at());
    }
    answer.putNull("next");
    return answer;
  }

  /** Marks them as read. */
  @POST
  @Path("read")
  @Policy(Who.PERSON)
  public void read(@Nullable ReadRequest request) {
    Instant upTo = Bodies.present(Bodies.present(request).upTo());
    notices.read(caller.identity().user().id(), upTo, caller.access().evaluation().now());
  }
}
