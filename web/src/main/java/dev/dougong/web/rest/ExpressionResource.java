package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Checked;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.ReaderScope;
import dev.dougong.web.auth.Caller;
import dev.dougong.web.auth.Policy;
import dev.dougong.web.auth.Policy.Who;
import dev.dougong.web.error.ProblemResponses;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks expressions while somebody writes them, over the fields that the writer may see. */
@Path("/api/expressions/check")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ExpressionResource {

  private static final Map<String, ValueType> TYPES =
      Map.of(
          "text", ValueType.TEXT,
          "number", ValueType.NUMBER,
          "boolean", ValueType.BOOLEAN,
          "date", ValueType.DATE,
          "time", ValueType.TIME,
          "dateTime", ValueType.DATE_TIME,
          "duration", ValueType.DURATION,
          "textList", ValueType.TEXT_LIST);

  private final Caller caller;
  private final Expressions expressions;
  private final ProblemResponses problems;
  private final ObjectMapper mapper;

  /** Over the newest snapshot. */
  @Inject
  public ExpressionResource(
      Caller caller, Expressions expressions, ProblemResponses problems, ObjectMapper mapper) {
    this.caller = caller;
    this.expressions = expressions;
    this.problems = problems;
    this.mapper = mapper;
  }

  /** A text to check; without {@code expect} any type will do. */
  public record CheckRequest(
      @Nullable String entity, @Nullable String text, @Nullable String expect) {}

  /** The tree, or everything that is wrong. */
  @POST
  @Policy(Who.SIGNED_IN)
  public ObjectNode check(@Nullable CheckRequest request) {
    CheckRequest given = Bodies.present(request);
    String text = Bodies.present(given.text());
    Access access = caller.access();
    Entity entity = access.metadata().entity(Bodies.present(given.entity()));
    if (access.entity(entity).isNone()) {
      throw new AccessException(Problem.of("notFound"));
    }
    @Nullable ValueType expected = given.expect() == null ? null : TYPES.get(given.expect());
    if (given.expect() != null && expected == null) {
      throw Bodies.wrong("/expect", String.join(" | ", TYPES.keySet().stream().sorted().toList()));
    }
    Checked checked = expressions.check(text, new ReaderScope(access, entity), expected);
    ObjectNode answer = mapper.createObjectNode();
    answer.put("ok", checked.isOk());
    @Nullable Expression expression = checked.expression();
    if (expression != null) {
      answer.put("type", expression.type().kind().name().toLowerCase(Locale.ROOT));
      answer.set("tree", expressions.toJson(expression));
    }
    answer.set("errors", problems.errors(checked.problems(), caller.locale()));
    return answer;
  }
}
