package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.query.Narrowing;
import dev.dougong.report.dashboard.Dashboards;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.workflow.execution.BulkStarts;
import dev.dougong.workflow.execution.BulkStarts.BulkStart;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done with the records behind a number of a dashboard. */
@Path("/api/dashboards/{key}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CellResource {

  private static final String ID = "id";
  private static final String WORKFLOW = "workflow";

  private final Caller caller;
  private final Dashboards dashboards;
  private final BulkStarts starts;
  private final ObjectMapper mapper;

  /** Over dashboards and workflows. */
  @Inject
  public CellResource(
      Caller caller, Dashboards dashboards, BulkStarts starts, ObjectMapper mapper) {
    this.caller = caller;
    this.dashboards = dashboards;
    this.starts = starts;
    this.mapper = mapper;
  }

  /** The records as a rule, {@code {"entity","rule"}}: what a segment of exactly them goes by. */
  @POST
  @Path("rule")
  @Policy(Who.ADMIN)
  public ObjectNode rule(@PathParam("key") String key, @Nullable ObjectNode body) {
    Access access = caller.access();
    ObjectNode given = Bodies.present(body);
    Bodies.only(given, "", DashboardBodies.CELL);
    Narrowing part = DashboardBodies.cell(access, dashboards, key, given);
    ObjectNode answer = mapper.createObjectNode();
    answer.put("entity", part.query().entity().key());
    return answer.put("rule", dashboards.rule(access, part));
  }

  /** Which workflows could be started for how many of the records; nothing is started. */
  @POST
  @Path("starts/preview")
  @Policy(Who.SIGNED_IN)
  public ObjectNode preview(@PathParam("key") String key, @Nullable ObjectNode body) {
    Access access = caller.access();
    ObjectNode given = Bodies.present(body);
    Bodies.only(given, "", DashboardBodies.CELL);
    Narrowing part = DashboardBodies.cell(access, dashboards, key, given);
    List<BulkStarts.Offer> offers = starts.offers(access, part.query().entity());
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode workflows = answer.putArray("workflows");
    for (BulkStarts.Offer offer : offers) {
      workflows
          .addObject()
          .put("key", offer.workflow())
          .put("label", offer.label().in(access.locale(), offer.workflow()));
    }
    answer.put("most", BulkStarts.MOST);
    return answer.put("records", offers.isEmpty() ? 0 : starts.count(access, part));
  }

  /**
   * Starts a workflow for the records, {@code {"id","workflow"}} with the cell; the same id again
   * starts nothing more.
   */
  @POST
  @Path("starts")
  @Policy(Who.SIGNED_IN)
  public Response start(@PathParam("key") String key, @Nullable ObjectNode body) {
    Access access = caller.access();
    ObjectNode given = Bodies.present(body);
    Set<String> known = new HashSet<>(DashboardBodies.CELL);
    known.addAll(Set.of(ID, WORKFLOW));
    Bodies.only(given, "", known);
    BulkStart begun =
        starts.begin(
            access,
            Parameters.id(Bodies.text(given, "", ID)),
            Bodies.text(given, "", WORKFLOW),
            DashboardBodies.cell(access, dashboards, key, given));
    return Response.accepted(BulkStartResource.shown(mapper, begun)).build();
  }
}
