package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.error.ProblemResponses;
import dev.dougong.workflow.execution.Moves;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Moving open runs of a workflow to the version that is published. */
@Path("/api/workflows/{key}/versions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class WorkflowMoveResource {

  private static final int MOST_TOLD = 50;

  private final Caller caller;
  private final Moves moves;
  private final ProblemResponses problems;
  private final ObjectMapper mapper;

  /** Over the runs of the workspace. */
  @Inject
  public WorkflowMoveResource(
      Caller caller, Moves moves, ProblemResponses problems, ObjectMapper mapper) {
    this.caller = caller;
    this.moves = moves;
    this.problems = problems;
    this.mapper = mapper;
  }

  /**
   * Which steps go on in which.
   *
   * @param map step of the old version to step of the new one; null where all keep their names
   * @param after {@code next} of the answer before
   * @param trial whether it is checked only
   */
  public record MoveRequest(
      @Nullable Map<String, String> map, @Nullable UUID after, @Nullable Boolean trial) {}

  /** The map of a request; empty where it says none. */
  static Map<String, String> map(@Nullable MoveRequest request) {
    return request == null || request.map() == null ? Map.of() : request.map();
  }

  /** Versions with open runs, the newest first. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode versions(@PathParam("key") String key) {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (Moves.Version version : moves.versions(caller.access(), key)) {
      ObjectNode item = items.addObject().put("version", version.digest());
      ExecutionJson.moment(item, "keptAt", version.keptAt());
      item.put("open", version.open()).put("isCurrent", version.isCurrent());
    }
    answer.putNull("next");
    return answer;
  }

  /** A version with its open steps, and what is proposed for a move. */
  @GET
  @Path("{version}")
  @Policy(Who.ADMIN)
  public ObjectNode propose(@PathParam("key") String key, @PathParam("version") String version) {
    Moves.Proposal proposal = moves.propose(caller.access(), key, version);
    ObjectNode answer = mapper.createObjectNode();
    answer.set("document", proposal.document());
    answer.set("published", proposal.published());
    answer.set("open", mapper.valueToTree(proposal.open()));
    answer.set("map", mapper.valueToTree(proposal.map()));
    return answer;
  }

  /** Moves the next runs of a version, or says what would come of it. */
  @POST
  @Path("{version}/move")
  @Policy(Who.ADMIN)
  public ObjectNode move(
      @PathParam("key") String key,
      @PathParam("version") String version,
      @Nullable MoveRequest request) {
    Moves.Outcome outcome =
        moves.move(
            caller.access(),
            key,
            version,
            map(request),
            request == null ? null : request.after(),
            request != null && Boolean.TRUE.equals(request.trial()));
    ObjectNode answer = mapper.createObjectNode().put("moved", outcome.moved());
    answer.put("refused", outcome.refused().size());
    ArrayNode reasons = answer.putArray("reasons");
    outcome.refused().stream()
        .limit(MOST_TOLD)
        .forEach(
            one ->
                reasons
                    .addObject()
                    .put("execution", one.execution().toString())
                    .set("problems", problems.errors(one.reasons(), caller.locale())));
    UUID next = outcome.next();
    return answer.put("next", next == null ? null : next.toString());
  }
}
