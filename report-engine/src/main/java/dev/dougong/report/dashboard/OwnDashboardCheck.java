package dev.dougong.report.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.check.SchemaCheck;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.DocumentKinds;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks what a person wants to keep as a dashboard, all problems at once. Thread-safe. */
final class OwnDashboardCheck {

  private static final String NAME = "ownDashboard";
  private static final String WIDGETS = "widgets";
  private static final String FILTERS = "filters";
  private static final int MOST_LETTERS = 60;

  private final SchemaCheck schemas = new SchemaCheck(new DocumentKinds(List.of(new Shape())));

  /**
   * The content to keep; refuses with all that is wrong.
   *
   * @param given {@code {"name","widgets","filters"}}, the lists as in a document
   * @param reports keys of those that the reader may use
   */
  ObjectNode content(Access access, ObjectNode given, Set<String> reports) {
    List<Problem> problems = new ArrayList<>();
    schemas.check(
        new Document(NAME, given.path("key").asText(), given),
        problem -> problems.add(problem.with("document", NAME)));
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.set(WIDGETS, given.path(WIDGETS));
    DashboardKind.checkWidths(
        given.path(WIDGETS), problem -> problems.add(problem.with("document", NAME)));
    checkReports(given.path(WIDGETS), reports, problems::add);
    content.set(FILTERS, filters(access, given.path(FILTERS), problems::add));
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return content;
  }

  private static void checkReports(JsonNode widgets, Set<String> known, ProblemSink problems) {
    for (int i = 0; i < widgets.size(); i++) {
      String key = widgets.get(i).path("report").asText();
      if (!known.contains(key)) {
        problems.add(
            Problem.at("/widgets/" + i + "/report", "dashboard.unknownReport")
                .with("value", key)
                .near(NearNames.near(key, known)));
      }
    }
  }

  private static ArrayNode filters(Access access, JsonNode filters, ProblemSink problems) {
    ArrayNode ids = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < filters.size(); i++) {
      String key = filters.get(i).path("entity").asText();
      String name = filters.get(i).path("field").asText();
      Entity entity = access.metadata().findEntity(key);
      Field field = entity == null || access.entity(entity).isNone() ? null : entity.field(name);
      if (entity == null || field == null || access.field(entity, field) == FieldAccess.HIDDEN) {
        problems.add(
            Problem.at("/filters/" + i, "query.unknownField").with("value", key + "." + name));
      } else {
        ids.addObject().put("entity", entity.id()).put("field", field.id());
      }
    }
    return ids;
  }

  /** A dashboard document with the one name that its person gives it. */
  private static final class Shape implements DocumentKind {

    @Override
    public String id() {
      return NAME;
    }

    @Override
    public ObjectNode schema() {
      ObjectNode schema = SchemaResource.read(OwnDashboardCheck.class, Dashboards.KIND);
      ObjectNode properties = schema.withObjectProperty("properties");
      properties.retain(WIDGETS, FILTERS);
      properties
          .putObject("name")
          .put("type", "string")
          .put("minLength", 1)
          .put("maxLength", MOST_LETTERS)
          .put("pattern", "\\S");
      schema.putArray("required").add("name").add(WIDGETS);
      return schema;
    }
  }
}
