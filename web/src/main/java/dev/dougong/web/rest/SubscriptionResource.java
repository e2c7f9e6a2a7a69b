package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.report.dashboard.ChoiceJson;
import dev.dougong.report.subscription.Rhythm;
import dev.dougong.report.subscription.Subscription;
import dev.dougong.report.subscription.Subscriptions;
import dev.dougong.report.subscription.Telling;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person gets again and again. */
@Path("/api/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class SubscriptionResource {

  private static final String RHYTHM = "rhythm";
  private static final String WAYS = "ways";
  private static final String PAUSED = "isPaused";
  private static final String VERSION = "version";
  private static final Set<String> WISH = Set.of("dashboard", "filters", RHYTHM, WAYS);
  private static final Set<String> CHANGE = Set.of(RHYTHM, WAYS, PAUSED, VERSION);
  private static final int MOST_WAYS = 10;

  private final Caller caller;
  private final Subscriptions subscriptions;
  private final DashboardNames dashboards;
  private final Telling telling;
  private final ExecutionJson json;
  private final ObjectMapper mapper;

  /** Over the subscriptions of the workspace. */
  @Inject
  public SubscriptionResource(
      Caller caller,
      Subscriptions subscriptions,
      DashboardNames dashboards,
      Telling telling,
      ExecutionJson json,
      ObjectMapper mapper) {
    this.caller = caller;
    this.subscriptions = subscriptions;
    this.dashboards = dashboards;
    this.telling = telling;
    this.json = json;
    this.mapper = mapper;
  }

  /** The person's own, those of the person's roles among them. */
  @GET
  @Policy(Who.PERSON)
  public ObjectNode list() {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    subscriptions.list(caller.access()).forEach(one -> items.add(node(one)));
    answer.put("zone", caller.access().metadata().zone().getId());
    answer.putNull("next");
    return answer;
  }

  /** By what packs and alerts can be sent, besides the notice. */
  @GET
  @Path("ways")
  @Policy(Who.PERSON)
  public ObjectNode ways() {
    Access access = caller.access();
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (Telling.Way way : telling.ways(access, access.userId())) {
      items
          .addObject()
          .put("key", way.key())
          .put("label", way.label())
          .put("isGroup", way.isGroup())
          .put("isReachable", way.isReachable());
    }
    answer.putNull("next");
    return answer;
  }

  /** Orders one, {@code {"dashboard","filters","rhythm":{"every","day","time"},"ways"}}. */
  @POST
  @Policy(Who.PERSON)
  public ObjectNode create(@Nullable ObjectNode body) {
    ObjectNode given = Bodies.present(body);
    Bodies.only(given, "", WISH);
    return node(
        subscriptions.create(
            caller.access(),
            new Subscriptions.Wish(
                Bodies.text(given, "", "dashboard"),
                DashboardBodies.choices(given),
                rhythm(given),
                given.has(WAYS) ? ways(given) : List.of())));
  }

  /** Changes one, {@code {"version","rhythm","ways","isPaused"}}; what is absent stays. */
  @PATCH
  @Path("{id}")
  @Policy(Who.PERSON)
  public ObjectNode change(@PathParam("id") String id, @Nullable ObjectNode body) {
    ObjectNode given = Bodies.present(body);
    Bodies.only(given, "", CHANGE);
    return node(
        subscriptions.change(
            caller.access(),
            Parameters.id(id),
            version(given),
            new Subscriptions.Change(
                given.has(RHYTHM) ? rhythm(given) : null,
                given.has(WAYS) ? ways(given) : null,
                paused(given))));
  }

  /** Takes one away that the person ordered. */
  @DELETE
  @Path("{id}")
  @Policy(Who.PERSON)
  public void delete(@PathParam("id") String id) {
    subscriptions.delete(caller.access(), Parameters.id(id));
  }

  /** Brings one back. */
  @POST
  @Path("{id}/restore")
  @Policy(Who.PERSON)
  public ObjectNode restore(@PathParam("id") String id) {
    return node(subscriptions.restore(caller.access(), Parameters.id(id)));
  }

  /** Has its pack made at once. */
  @POST
  @Path("{id}/send")
  @Policy(Who.PERSON)
  public ObjectNode send(@PathParam("id") String id) {
    return node(subscriptions.sendNow(caller.access(), Parameters.id(id)));
  }

  static long version(ObjectNode given) {
    JsonNode version = given.path(VERSION);
    if (!version.canConvertToLong()) {
      throw Bodies.wrong("/" + VERSION, "1");
    }
    return version.longValue();
  }

  static @Nullable Boolean paused(ObjectNode given) {
    JsonNode paused = given.path(PAUSED);
    if (given.has(PAUSED) && !paused.isBoolean()) {
      throw Bodies.wrong("/" + PAUSED, "true");
    }
    return given.has(PAUSED) ? paused.booleanValue() : null;
  }

  static List<String> ways(ObjectNode given) {
    List<String> ways = Bodies.texts(given, WAYS);
    if (ways.size() > MOST_WAYS) {
      throw Bodies.wrong("/" + WAYS, "≤ " + MOST_WAYS);
    }
    return ways;
  }

  private static Rhythm rhythm(ObjectNode given) {
    ObjectNode written = Bodies.object(given.path(RHYTHM), "/" + RHYTHM);
    Bodies.only(written, "/" + RHYTHM, Set.of("every", "day", "time"));
    Rhythm rhythm = Rhythm.read(written);
    if (rhythm == null) {
      throw new InputException(Problem.at("/" + RHYTHM, "subscription.badRhythm"));
    }
    return rhythm;
  }

  private ObjectNode node(Subscription one) {
    Access access = caller.access();
    ObjectNode node = mapper.createObjectNode().put("id", one.id().toString());
    node.put("label", subscriptions.label(access, one));
    node.put("version", one.version()).put("document", one.document());
    dashboards.put(access, node, one.dashboard());
    node.set("filters", ChoiceJson.write(one.choices()));
    node.set(RHYTHM, one.rhythm().write());
    ArrayNode ways = node.putArray(WAYS);
    one.ways().forEach(ways::add);
    node.put(PAUSED, one.isPaused());
    ExecutionJson.moment(node, "nextAt", one.nextAt());
    ExecutionJson.moment(node, "sentAt", one.sentAt());
    node.set("problem", json.problem(one.problem(), access.locale()));
    return node;
  }
}
