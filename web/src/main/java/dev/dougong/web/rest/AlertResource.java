package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.report.alert.Alert;
import dev.dougong.report.alert.Alerts;
import dev.dougong.report.alert.WorkflowStarts;
import dev.dougong.report.dashboard.ChoiceJson;
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
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lines of a person that values of dashboards may cross. */
@Path("/api/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AlertResource {

  private static final String WAYS = "ways";
  private static final String SUBJECT = "subject";
  private static final String SIDE = "side";
  private static final String LINE = "line";
  private static final String MINUTES = "minutes";
  private static final String WORKFLOW = "workflow";
  private static final Set<String> WISH =
      Set.of(
          "dashboard",
          "report",
          "measure",
          "filters",
          SUBJECT,
          SIDE,
          LINE,
          MINUTES,
          WAYS,
          WORKFLOW);
  private static final Set<String> CHANGE =
      Set.of("version", SUBJECT, SIDE, LINE, MINUTES, WAYS, WORKFLOW, "isPaused");

  /** Longer numbers are no sums of money and no counts. */
  private static final int MOST_DIGITS = 30;

  private final Caller caller;
  private final Alerts alerts;
  private final WorkflowStarts starts;
  private final DashboardNames dashboards;
  private final ExecutionJson json;
  private final ObjectMapper mapper;

  /** Over the alerts of the workspace. */
  @Inject
  public AlertResource(
      Caller caller,
      Alerts alerts,
      WorkflowStarts starts,
      DashboardNames dashboards,
      ExecutionJson json,
      ObjectMapper mapper) {
    this.caller = caller;
    this.alerts = alerts;
    this.starts = starts;
    this.dashboards = dashboards;
    this.json = json;
    this.mapper = mapper;
  }

  /** The person's own. */
  @GET
  @Policy(Who.PERSON)
  public ObjectNode list() {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    alerts.list(caller.access()).forEach(one -> items.add(node(one)));
    answer.putNull("next");
    return answer;
  }

  /** Workflows that an alert of the person may start. */
  @GET
  @Path("workflows")
  @Policy(Who.PERSON)
  public ObjectNode workflows() {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (WorkflowStarts.Startable one : starts.startable(caller.access())) {
      items.addObject().put("key", one.key()).put("label", one.label());
    }
    answer.putNull("next");
    return answer;
  }

  /**
   * Makes one, {@code {"dashboard","report","measure","filters","subject":"value"|"change","side":
   * "above"|"below","line","minutes","ways","workflow"}}; changes are parts of 1.
   */
  @POST
  @Policy(Who.PERSON)
  public ObjectNode create(@Nullable ObjectNode body) {
    ObjectNode given = Bodies.present(body);
    Bodies.only(given, "", WISH);
    Alert.Subject of =
        new Alert.Subject(
            Bodies.text(given, "", "dashboard"),
            Bodies.text(given, "", "report"),
            Bodies.text(given, "", "measure"),
            DashboardBodies.choices(given));
    return node(
        alerts.create(
            caller.access(),
            new Alerts.Wish(
                of,
                condition(given),
                minutes(given),
                given.has(WAYS) ? SubscriptionResource.ways(given) : List.of(),
                given.hasNonNull(WORKFLOW) ? Bodies.text(given, "", WORKFLOW) : null)));
  }

  /** Changes one; subject, side and line go together, what is absent stays. */
  @PATCH
  @Path("{id}")
  @Policy(Who.PERSON)
  public ObjectNode change(@PathParam("id") String id, @Nullable ObjectNode body) {
    ObjectNode given = Bodies.present(body);
    Bodies.only(given, "", CHANGE);
    boolean isOther = given.has(LINE) || given.has(SIDE) || given.has(SUBJECT);
    return node(
        alerts.change(
            caller.access(),
            Parameters.id(id),
            SubscriptionResource.version(given),
            new Alerts.Change(
                isOther ? condition(given) : null,
                given.has(MINUTES) ? minutes(given) : null,
                given.has(WAYS) ? SubscriptionResource.ways(given) : null,
                given.has(WORKFLOW) ? Bodies.text(given, "", WORKFLOW) : null,
                SubscriptionResource.paused(given))));
  }

  /** Takes one away. */
  @DELETE
  @Path("{id}")
  @Policy(Who.PERSON)
  public void delete(@PathParam("id") String id) {
    alerts.delete(caller.access(), Parameters.id(id));
  }

  /** Brings one back. */
  @POST
  @Path("{id}/restore")
  @Policy(Who.PERSON)
  public ObjectNode restore(@PathParam("id") String id) {
    return node(alerts.restore(caller.access(), Parameters.id(id)));
  }

  private static int minutes(ObjectNode given) {
    JsonNode minutes = given.path(MINUTES);
    if (!minutes.isInt()) {
      throw Bodies.wrong("/" + MINUTES, "15");
    }
    return minutes.intValue();
  }

  private static Alert.Condition condition(ObjectNode given) {
    JsonNode line = given.path(LINE);
    BigDecimal number = line.isNumber() ? line.decimalValue() : null;
    if (number == null
        || number.precision() > MOST_DIGITS
        || Math.abs((long) number.scale()) > MOST_DIGITS) {
      throw new InputException(Problem.at("/" + LINE, "alert.badLine"));
    }
    return new Alert.Condition(
        one(given, SUBJECT, Alert.Quantity.values(), Alert.Quantity::key),
        one(given, SIDE, Alert.Side.values(), Alert.Side::key),
        number);
  }

  private static <T> T one(ObjectNode given, String name, T[] values, Function<T, String> key) {
    String text = Bodies.text(given, "", name);
    return Arrays.stream(values)
        .filter(value -> key.apply(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    Problem.at("/" + name, "alert.badCondition")
                        .with("value", text)
                        .with("known", Arrays.stream(values).map(key).toList())));
  }

  private ObjectNode node(Alert one) {
    ObjectNode node = mapper.createObjectNode().put("id", one.id().toString());
    node.put("version", one.version());
    dashboards.put(caller.access(), node, one.of().dashboard());
    node.put("report", one.of().report()).put("measure", one.of().measure());
    node.set("filters", ChoiceJson.write(one.of().choices()));
    node.put(SUBJECT, one.condition().quantity().key());
    node.put(SIDE, one.condition().side().key()).put(LINE, one.condition().line());
    node.put(MINUTES, one.minutes());
    ArrayNode ways = node.putArray(WAYS);
    one.ways().forEach(ways::add);
    node.put(WORKFLOW, one.workflow());
    node.put("isPaused", one.isPaused()).put("isOver", one.isOver());
    node.putObject("words")
        .put("label", one.words().label())
        .put("measure", one.words().measure())
        .put("value", one.words().value())
        .put(LINE, one.words().line());
    ExecutionJson.moment(node, "checkedAt", one.checkedAt());
    ExecutionJson.moment(node, "firedAt", one.firedAt());
    node.set("problem", json.problem(one.problem(), caller.access().locale()));
    return node;
  }
}
