package dev.dougong.web.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.query.ListQuery;
import dev.dougong.engine.query.Narrowing;
import dev.dougong.engine.query.RecordQueries;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.report.dashboard.Dashboard;
import dev.dougong.report.dashboard.DashboardWriter;
import dev.dougong.report.dashboard.Dashboards;
import dev.dougong.report.query.ResultTable;
import dev.dougong.report.query.ResultWriter;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.error.ProblemResponses;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Dashboards, and the answers of all their reports in one call. */
@Path("/api/dashboards")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DashboardResource {

  private static final String FILTERS = DashboardBodies.FILTERS;
  private static final String WIDGETS = "widgets";
  private static final String AS_OF = "asOf";
  private static final String BY = DashboardBodies.BY;
  private static final Set<String> DRILL =
      Set.of(
          FILTERS, "widget", "row", "measure", BY, "filter", "sort", "fields", "limit", "after",
          "count");
  private static final Set<String> SPLIT = Set.of(FILTERS, "widget", "row", BY);

  private final Caller caller;
  private final Dashboards dashboards;
  private final RecordQueries records;
  private final ProblemResponses problems;

  /** Over the read path. */
  @Inject
  public DashboardResource(
      Caller caller, Dashboards dashboards, RecordQueries records, ProblemResponses problems) {
    this.caller = caller;
    this.dashboards = dashboards;
    this.records = records;
    this.problems = problems;
  }

  /** Those that the reader may open. */
  @GET
  @Policy(Who.SIGNED_IN)
  public byte[] list() {
    Access access = caller.access();
    List<Dashboard> all = dashboards.list(access);
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("items");
          for (Dashboard dashboard : all) {
            out.writeStartObject();
            DashboardWriter.writeName(access, dashboard, out);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /** The grid, the queries of its reports and its filters. */
  @GET
  @Path("{key}")
  @Policy(Who.SIGNED_IN)
  public byte[] open(@PathParam("key") String key) {
    Access access = caller.access();
    Dashboard dashboard = dashboards.open(access, key);
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          DashboardWriter.writeName(access, dashboard, out);
          out.writeArrayFieldStart(WIDGETS);
          for (Dashboard.Widget widget : dashboard.widgets()) {
            DashboardWriter.writeWidget(access, widget, out);
          }
          out.writeEndArray();
          out.writeFieldName(FILTERS);
          DashboardWriter.writeFilters(dashboard, out);
          out.writeEndObject();
        });
  }

  /**
   * Answers its reports, {@code {"filters":[{"entity","field","values"|"from","to","source"}],
   * "widgets","asOf"}}, as of the end of an earlier day where one is named. A filter leaves the
   * widget that is its source as it is. What is wrong with one report stands in its place; the
   * others are answered.
   */
  @POST
  @Path("{key}/answers")
  @Policy(Who.SIGNED_IN)
  public byte[] answers(@PathParam("key") String key, @Nullable ObjectNode body) {
    Access access = caller.access();
    ObjectNode given = Bodies.present(body);
    Bodies.only(given, "", Set.of(FILTERS, WIDGETS, AS_OF));
    LocalDate asOf = given.hasNonNull(AS_OF) ? day(Bodies.text(given, "", AS_OF)) : null;
    Dashboard dashboard = dashboards.open(access, key);
    List<Dashboards.Choice> choices = DashboardBodies.choices(dashboards, dashboard, given);
    List<Dashboard.Widget> widgets = DashboardBodies.widgets(dashboard, given);
    return JsonAnswers.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("items");
          for (Dashboard.Widget widget : widgets) {
            writeAnswer(access, widget, choices, asOf, out);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /**
   * The records behind one group or cell of a report's answer under the same filters, as a page of
   * a list, {@code {"widget","row","measure","by","filters"}} with the parameters of a list.
   */
  @POST
  @Path("{key}/drill")
  @Policy(Who.SIGNED_IN)
  public byte[] drill(@PathParam("key") String key, @Nullable ObjectNode body) {
    Access access = caller.access();
    ObjectNode given = Bodies.present(body);
    Bodies.only(given, "", DRILL);
    Narrowing part = DashboardBodies.cell(access, dashboards, key, given);
    ListQuery list = DrillList.of(part.query().entity().key(), given).behind(part);
    return JsonAnswers.of(out -> records.list(access, list, out));
  }

  /** One group of a report's answer by further fields, {@code {"widget","row","by","filters"}}. */
  @POST
  @Path("{key}/split")
  @Policy(Who.SIGNED_IN)
  public byte[] split(@PathParam("key") String key, @Nullable ObjectNode body) {
    Access access = caller.access();
    ObjectNode given = Bodies.present(body);
    Bodies.only(given, "", SPLIT);
    Dashboard dashboard = dashboards.open(access, key);
    List<Dashboards.Choice> choices = DashboardBodies.choices(dashboards, dashboard, given);
    ResultTable table =
        dashboards.split(
            access,
            DashboardBodies.widget(dashboard, given.path("widget"), "/widget"),
            choices,
            Bodies.texts(given, BY),
            Bodies.object(given.path("row"), "/row"));
    return JsonAnswers.of(out -> new ResultWriter(access, table, out).write());
  }

  private void writeAnswer(
      Access access,
      Dashboard.Widget widget,
      List<Dashboards.Choice> choices,
      @Nullable LocalDate asOf,
      JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    out.writeNumberField("widget", widget.place());
    out.writeStringField("report", widget.report());
    try {
      Dashboards.Answer answer = dashboards.answer(access, widget, choices, asOf);
      out.writeArrayFieldStart("applied");
      for (String path : answer.applied()) {
        out.writeString(path);
      }
      out.writeEndArray();
      out.writeFieldName("answer");
      new ResultWriter(access, answer.table(), out).write();
    } catch (InputException | AccessException e) {
      out.writeFieldName("errors");
      ValueJson.write(errors(access, e), out);
    }
    out.writeEndObject();
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Bodies.wrong("/asOf", "2026-01-31");
    }
  }

  private JsonNode errors(Access access, ProblemException refusal) {
    return problems.errors(refusal.problems(), access.locale());
  }
}
