package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.error.ProblemResponses;
import dev.dougong.workflow.sync.Syncs;
import dev.dougong.workflow.sync.Syncs.Decision;
import dev.dougong.workflow.sync.Syncs.Row;
import dev.dougong.workflow.sync.Syncs.State;
import dev.dougong.workflow.sync.Syncs.Switch;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Syncs with other systems: where they stand, what came and went, and what people do about it. */
@Path("/api/syncs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SyncResource {

  private static final Set<String> ROWS = Set.of("open", "outcome", "limit", "after");
  private static final List<String> OUTCOMES =
      List.of("created", "updated", "unchanged", "failed", "conflict", "ignored", "sent");
  private static final int PAGE = 50;

  private final Caller caller;
  private final Syncs syncs;
  private final ProblemResponses problems;
  private final ObjectMapper mapper;

  /** Over the syncs of the workspace. */
  @Inject
  public SyncResource(Caller caller, Syncs syncs, ProblemResponses problems, ObjectMapper mapper) {
    this.caller = caller;
    this.syncs = syncs;
    this.problems = problems;
    this.mapper = mapper;
  }

  /** Whether it works. */
  public record SwitchRequest(@Nullable String position) {}

  /** What is asked for. */
  public record RunRequest(boolean whole) {}

  /** What a person says about a row. */
  public record DecisionRequest(@Nullable String decision) {}

  /** All, by key. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode list() {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    syncs.list(caller.access()).forEach(one -> items.add(show(one)));
    answer.putNull("next");
    return answer;
  }

  /** One. */
  @GET
  @Path("{key}")
  @Policy(Who.ADMIN)
  public ObjectNode read(@PathParam("key") String key) {
    return show(syncs.find(caller.access(), key));
  }

  /** Turns it on, off, or has it wait. */
  @PUT
  @Path("{key}/position")
  @Policy(Who.ADMIN)
  public void turn(@PathParam("key") String key, @Nullable SwitchRequest request) {
    String word = Bodies.present(Bodies.present(request).position());
    for (Switch position : Switch.values()) {
      if (position.key().equals(word)) {
        syncs.turn(caller.access(), key, position);
        return;
      }
    }
    throw Bodies.wrong("/position", "on");
  }

  /** Has the other system asked now. */
  @POST
  @Path("{key}/run")
  @Policy(Who.ADMIN)
  public void run(@PathParam("key") String key, @Nullable RunRequest request) {
    syncs.runNow(caller.access(), key, request != null && request.whole());
  }

  /** The log, the newest first. */
  @GET
  @Path("{key}/rows")
  @Policy(Who.ADMIN)
  public ObjectNode rows(@PathParam("key") String key, @Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), ROWS);
    int limit = Math.max(1, Math.min(Syncs.LONGEST_PAGE, parameters.number("limit", PAGE)));
    List<Row> page =
        syncs.rows(
            caller.access(),
            key,
            new Syncs.Query(
                parameters.isOn("open"),
                parameters.choice("outcome", OUTCOMES, word -> word),
                parameters.record("after"),
                limit));
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    page.forEach(one -> items.add(show(one)));
    answer.put("next", page.size() < limit ? null : page.get(limit - 1).id().toString());
    return answer;
  }

  /** Takes or sends an open row once more, as a person decides. */
  @POST
  @Path("{key}/rows/{id}/decide")
  @Policy(Who.ADMIN)
  public ObjectNode decide(
      @PathParam("key") String key, @PathParam("id") String id, @Nullable DecisionRequest request) {
    String word = Bodies.present(Bodies.present(request).decision());
    for (Decision decision : Decision.values()) {
      if (decision.name().toLowerCase(Locale.ROOT).equals(word)) {
        return show(syncs.decide(caller.access(), key, Parameters.id(id), decision));
      }
    }
    throw Bodies.wrong("/decision", "again");
  }

  /** The first items for a sync that may not be saved yet; nothing is kept. */
  @POST
  @Path("sample")
  @Policy(Who.ADMIN)
  public ObjectNode sample(@Nullable ObjectNode document) {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    syncs.sample(caller.access(), Bodies.present(document)).stream()
        .limit(PAGE)
        .forEach(items::add);
    answer.putNull("next");
    return answer;
  }

  private ObjectNode show(State state) {
    ObjectNode node = mapper.createObjectNode();
    ObjectNode document = state.document();
    node.put("key", document.path("key").asText()).set("document", document);
    node.put("position", state.position().key()).put("isRunning", state.isRunning());
    ExecutionJson.moment(node, "nextAt", state.nextAt());
    ExecutionJson.moment(node, "begunAt", state.begunAt());
    ExecutionJson.moment(node, "doneAt", state.doneAt());
    ObjectNode counts = node.putObject("counts");
    state.counts().forEach(counts::put);
    node.put("open", state.open()).put("waiting", state.waiting());
    Problem problem = state.problem();
    node.set(
        "problem",
        problem == null ? null : problems.errors(List.of(problem), caller.locale()).get(0));
    return node;
  }

  private ObjectNode show(Row row) {
    ObjectNode node = mapper.createObjectNode().put("id", row.id().toString());
    node.put("direction", row.isIncoming() ? "in" : "out").put("remote", row.remote());
    node.put("record", row.record() == null ? null : row.record().toString());
    ExecutionJson.moment(node, "at", row.at());
    node.put("outcome", row.outcome()).put("isOpen", row.isOpen()).put("attempt", row.attempt());
    node.set("payload", row.payload());
    node.set("problems", problems.errors(row.problems(), caller.locale()));
    return node;
  }
}
