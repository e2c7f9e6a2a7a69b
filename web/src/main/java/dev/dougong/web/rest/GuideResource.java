package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.guide.Guides;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The guides of the caller, and how far everybody is. */
@Path("/api/guides")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class GuideResource {

  private static final int PAGE = 50;
  private static final int MOST = 200;
  private static final List<Guides.Order> ORDERS = Arrays.asList(Guides.Order.values());

  private final Caller caller;
  private final Guides guides;
  private final Directory directory;
  private final ObjectMapper mapper;

  /** Over the guides of the workspace. */
  @Inject
  public GuideResource(Caller caller, Guides guides, Directory directory, ObjectMapper mapper) {
    this.caller = caller;
    this.guides = guides;
    this.directory = directory;
    this.mapper = mapper;
  }

  /** Whether a step is done from now on. */
  public record TickRequest(@Nullable Boolean done) {}

  /** Whether the caller does not want to be reminded of what is left. */
  public record PutAwayRequest(@Nullable Boolean putAway) {}

  /** Mine as they stand; keeps nothing. */
  @GET
  @Policy(Who.PERSON)
  public ObjectNode mine() {
    return write(guides.of(caller.access()));
  }

  /** Looks what is done by now, keeps it, and answers as above. */
  @POST
  @Path("look")
  @Policy(Who.PERSON)
  public ObjectNode look() {
    return write(guides.look(caller.access()));
  }

  /** Ticks a step, or takes the tick back. */
  @PUT
  @Path("{guide}/steps/{step}")
  @Policy(Who.PERSON)
  public void tick(
      @PathParam("guide") String guide,
      @PathParam("step") String step,
      @Nullable TickRequest request) {
    Boolean isDone = Bodies.present(request).done();
    if (isDone == null) {
      throw Bodies.wrong("/done", "true | false");
    }
    guides.tick(caller.access(), guide, step, isDone);
  }

  /** Takes what is left off the start page, or puts it there again. */
  @PUT
  @Path("put-away")
  @Policy(Who.PERSON)
  public void putAway(@Nullable PutAwayRequest request) {
    Boolean isPutAway = Bodies.present(request).putAway();
    if (isPutAway == null) {
      throw Bodies.wrong("/putAway", "true | false");
    }
    guides.putAway(caller.access(), isPutAway);
  }

  /**
   * How far everybody with a guide is: by {@code sort} {@code name}, {@code share} or {@code last},
   * a minus before it for the greatest first; with {@code q} those of the name, with {@code unit}
   * those of the unit and the units below it.
   */
  @GET
  @Path("progress")
  @Policy(Who.ADMIN)
  public ObjectNode progress(@Context UriInfo uri) {
    Parameters parameters =
        new Parameters(uri.getQueryParameters(), Set.of("q", "unit", "sort", "after", "limit"));
    Access access = caller.access();
    UUID unit = parameters.record("unit");
    boolean isDescending = isDescending(parameters);
    Guides.Order order =
        parameters.choice("sort", ORDERS, one -> isDescending ? "-" + one.key() : one.key());
    Guides.Page page =
        guides.progress(
            access,
            new Guides.Question(
                parameters.text("q"),
                unit == null ? null : access.evaluation().orgTree().downwards(unit),
                order == null ? Guides.Order.NAME : order,
                isDescending,
                parameters.text("after"),
                Math.max(1, Math.min(parameters.number("limit", PAGE), MOST))));
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    page.items().forEach(standing -> write(items.addObject(), standing, access));
    answer.put("people", page.people()).put("finished", page.finished()).put("next", page.next());
    return answer;
  }

  private static boolean isDescending(Parameters parameters) {
    String sort = parameters.text("sort");
    return sort != null && sort.startsWith("-");
  }

  private void write(ObjectNode item, Guides.Standing standing, Access access) {
    item.put("id", standing.user().toString()).put("username", standing.username());
    item.put("name", standing.name());
    UUID unit = standing.unit();
    if (unit == null) {
      item.putNull("orgUnit");
    } else {
      item.putObject("orgUnit")
          .put("id", unit.toString())
          .put("label", directory.orgUnitName(unit, access.locale()));
    }
    item.put("steps", standing.steps()).put("done", standing.done());
    ExecutionJson.moment(item, "lastAt", standing.lastAt());
    Guides.Next next = standing.next();
    if (next == null) {
      item.putNull("next");
      return;
    }
    ObjectNode waiting = item.putObject("next");
    waiting.set("guide", mapper.valueToTree(next.guide().texts()));
    waiting.set("step", mapper.valueToTree(next.step().texts()));
  }

  private ObjectNode write(Guides.Mine mine) {
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    for (Guides.Guide guide : mine.guides()) {
      ObjectNode item = items.addObject().put("key", guide.key());
      item.set("label", mapper.valueToTree(guide.label().texts()));
      item.set("description", mapper.valueToTree(guide.description().texts()));
      ArrayNode steps = item.putArray("steps");
      for (Guides.Step step : guide.steps()) {
        ObjectNode one = steps.addObject().put("key", step.key());
        one.set("label", mapper.valueToTree(step.label().texts()));
        one.set("text", mapper.valueToTree(step.text().texts()));
        one.set("open", step.open());
        one.put("ticked", step.isTicked()).put("done", step.isDone());
        ExecutionJson.moment(one, "doneAt", step.doneAt());
      }
    }
    answer.put("putAway", mine.isPutAway()).putNull("next");
    return answer;
  }
}
