package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.report.dashboard.Dashboard;
import dev.dougong.report.dashboard.Dashboards;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dashboards that people make for themselves, and the charts that they make them of. They are
 * opened and answered like all others, with their id as key.
 */
@Path("/api/own-dashboards")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OwnDashboardResource {

  private final Caller caller;
  private final Dashboards dashboards;

  /** Over the dashboards of the workspace. */
  @Inject
  public OwnDashboardResource(Caller caller, Dashboards dashboards) {
    this.caller = caller;
    this.dashboards = dashboards;
  }

  /**
   * The charts that the reader may put on one, {@code
   * {"items":[{"report","label","width","height"}]}}.
   */
  @GET
  @Path("charts")
  @Policy(Who.SIGNED_IN)
  public byte[] charts() {
    Access access = caller.access();
    List<Dashboard.Widget> charts = dashboards.charts(access);
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("items");
          for (Dashboard.Widget chart : charts) {
            out.writeStartObject();
            out.writeStringField("report", chart.report());
            out.writeStringField("label", chart.label().in(access.locale(), chart.report()));
            out.writeNumberField("width", chart.width());
            out.writeNumberField("height", chart.height());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /** Makes or changes one, {@code {"name","widgets","filters"}}, the lists as in a document. */
  @PUT
  @Path("{id}")
  @Policy(Who.SIGNED_IN)
  public byte[] save(@PathParam("id") String id, @Nullable ObjectNode body) {
    Access access = caller.access();
    Dashboard saved = dashboards.save(access, Parameters.id(id), Bodies.present(body));
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeStringField("key", saved.key());
          out.writeStringField("label", saved.label().in(access.locale(), saved.key()));
          out.writeEndObject();
        });
  }

  /** Forgets one. */
  @DELETE
  @Path("{id}")
  @Policy(Who.SIGNED_IN)
  public void delete(@PathParam("id") String id) {
    dashboards.delete(caller.access(), Parameters.id(id));
  }
}
