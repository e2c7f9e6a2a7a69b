package dev.dougong.report.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.check.SchemaCheck;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.DocumentKinds;
import dev.dougong.engine.metadata.document.SchemaResource;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads queries that come over the API: those of a report, without its name. Thread-safe. */
public final class QueryShape {

  private static final String NAME = "query";

  private final SchemaCheck schemas = new SchemaCheck(new DocumentKinds(List.of(new Query())));

  /** The query; refuses JSON of another shape with all that is wrong. */
  public ReportQuery read(@Nullable JsonNode json) {
    if (!(json instanceof ObjectNode object)) {
      throw InputException.malformed(Problem.of("query.notAnObject"));
    }
    List<Problem> problems = new ArrayList<>();
    schemas.check(
        new Document(NAME, object.path("key").asText(), object),
        problem -> problems.add(problem.with("document", NAME)));
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return ReportQuery.of(object);
  }

  /** The schema of a report, in which its key may be absent. */
  private static final class Query implements DocumentKind {

    @Override
    public String id() {
      return NAME;
    }

    @Override
    public ObjectNode schema() {
      ObjectNode schema = SchemaResource.read(QueryShape.class, "report");
      schema.putArray("required").add("entity").add("measures");
      return schema;
    }
  }
}
