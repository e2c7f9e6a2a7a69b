package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Directory;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.message.OptOuts;
import dev.dougong.workflow.message.OptOuts.OptOut;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who wants no messages: everybody notes what a customer says, administrators take it back. */
@Path("/api/opt-outs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OptOutResource {

  private static final int PAGE = 100;
  private static final int MOST = 500;

  private final Caller caller;
  private final OptOuts optOuts;
  private final Directory directory;
  private final ObjectMapper mapper;

  /** Over the list of the workspace. */
  @Inject
  public OptOutResource(Caller caller, OptOuts optOuts, Directory directory, ObjectMapper mapper) {
    this.caller = caller;
    this.optOuts = optOuts;
    this.directory = directory;
    this.mapper = mapper;
  }

  /** An address; it stands in the body, so that no log of addresses keeps it. */
  public record OptOutRequest(@Nullable String recipient, @Nullable String note) {}

  /** The list in the order of addresses. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode list(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), Set.of("after", "limit"));
    int limit = Math.max(1, Math.min(parameters.number("limit", PAGE), MOST));
    List<OptOut> found = optOuts.list(caller.access(), parameters.text("after"), limit + 1);
    boolean isMore = found.size() > limit;
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (OptOut one : isMore ? found.subList(0, limit) : found) {
      ObjectNode item = items.addObject().put("recipient", one.recipient()).put("note", one.note());
      ExecutionJson.moment(item, "at", one.at());
      item.putObject("by")
          .put("id", one.by().toString())
          .put("label", directory.userName(one.by()));
    }
    answer.put("erased", optOuts.erased(caller.access()));
    answer.put("next", isMore ? found.get(limit - 1).recipient() : null);
    return answer;
  }

  /** No messages to the address from now on. */
  @POST
  @Policy(Who.SIGNED_IN)
  public void add(@Nullable OptOutRequest request) {
    OptOutRequest given = Bodies.present(request);
    optOuts.add(caller.access(), recipient(given), given.note() == null ? "" : given.note());
  }

  /** The holder wants messages again. */
  @POST
  @Path("withdraw")
  @Policy(Who.ADMIN)
  public void withdraw(@Nullable OptOutRequest request) {
    optOuts.withdraw(caller.access(), recipient(Bodies.present(request)));
  }

  private static String recipient(OptOutRequest request) {
    return request.recipient() == null ? "" : request.recipient();
  }
}
