package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.Problem;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.error.ProblemResponses;
import dev.dougong.workflow.message.Messages;
import dev.dougong.workflow.message.Messages.Entry;
import dev.dougong.workflow.message.Messages.Try;
import dev.dougong.workflow.message.Recipients;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The outbox: what left the house, what waits, what failed and why, and what it cost. */
@Path("/api/messages")
@Produces(MediaType.APPLICATION_JSON)
public final class MessageResource {

  private static final Set<String> LIST = Set.of("connector", "state", "limit", "after");
  private static final Set<String> SUMS = Set.of("days");
  private static final int PAGE = 50;
  private static final int DAYS = 30;
  private static final int MOST_DAYS = 400;

  private final Caller caller;
  private final Messages messages;
  private final ProblemResponses problems;
  private final ObjectMapper mapper;

  /** Over the outbox of the workspace. */
  @Inject
  public MessageResource(
      Caller caller, Messages messages, ProblemResponses problems, ObjectMapper mapper) {
    this.caller = caller;
    this.messages = messages;
    this.problems = problems;
    this.mapper = mapper;
  }

  /** The newest first. */
  @GET
  @Policy(Who.ADMIN)
  public ObjectNode list(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), LIST);
    int limit = Math.max(1, Math.min(Messages.LONGEST_PAGE, parameters.number("limit", PAGE)));
    List<Entry> page =
        messages.list(
            caller.access(),
            new Messages.Query(
                parameters.text("connector"),
                parameters.choice("state", List.of(Messages.State.values()), Messages.State::key),
                parameters.record("after"),
                limit));
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    page.forEach(one -> items.add(show(one)));
    answer.put("next", page.size() < limit ? null : page.get(limit - 1).id().toString());
    return answer;
  }

  /** Numbers and costs of the last days, by connector and state. */
  @GET
  @Path("sums")
  @Policy(Who.ADMIN)
  public ObjectNode sums(@Context UriInfo uri) {
    Parameters parameters = new Parameters(uri.getQueryParameters(), SUMS);
    int days = Math.max(1, Math.min(MOST_DAYS, parameters.number("days", DAYS)));
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (Messages.Sum sum : messages.sums(caller.access(), days)) {
      items
          .addObject()
          .put("connector", sum.connector())
          .put("state", sum.state().key())
          .put("messages", sum.messages())
          .put("cost", sum.cost());
    }
    answer.putNull("next");
    return answer;
  }

  /** One with its tries. */
  @GET
  @Path("{id}")
  @Policy(Who.ADMIN)
  public ObjectNode read(@PathParam("id") String id) {
    Messages.Details details = messages.find(caller.access(), Parameters.id(id));
    ObjectNode answer = show(details.entry());
    ArrayNode tries = answer.putArray("tries");
    for (Try one : details.tries()) {
      ObjectNode node = tries.addObject().put("attempt", one.attempt());
      ExecutionJson.moment(node, "at", one.at());
      node.put("reference", one.reference());
      problem(node, one.problem());
    }
    return answer;
  }

  /** Sends one that failed again, or has the gate decide anew. */
  @POST
  @Path("{id}/send-again")
  @Policy(Who.ADMIN)
  public void sendAgain(@PathParam("id") String id) {
    messages.sendAgain(caller.access(), Parameters.id(id));
  }

  private ObjectNode show(Entry entry) {
    ObjectNode node = mapper.createObjectNode().put("id", entry.id().toString());
    node.put("connector", entry.connector());
    node.put("recipient", Recipients.shown(caller.access().metadata().seals(), entry.recipient()));
    node.put("title", entry.title()).put("body", entry.body());
    node.put("state", entry.state().key()).put("attempt", entry.attempt());
    problem(node, entry.problem());
    node.put("workflow", entry.workflow());
    node.put("execution", entry.execution() == null ? null : entry.execution().toString());
    node.put("cost", entry.cost());
    ExecutionJson.moment(node, "createdAt", entry.createdAt());
    ExecutionJson.moment(node, "dueAt", entry.dueAt());
    ExecutionJson.moment(node, "sentAt", entry.sentAt());
    return node;
  }

  private void problem(ObjectNode node, @Nullable Problem problem) {
    node.set(
        "problem",
        problem == null ? null : problems.errors(List.of(problem), caller.locale()).get(0));
  }
}
