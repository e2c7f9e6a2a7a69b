package dev.dougong.workflow.node.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.definition.Template;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls a program below the address of a connector and goes on with values of its answer. It is
 * called at least once: after a crash, or where no answer came, again with the same key.
 */
@ApplicationScoped
public final class HttpNodeType implements NodeType {

  private static final String STATUS = "status";
  private static final int USUAL_SECONDS = 10;
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  /** What authors may write into paths by hand: no query, no escapes, no place above. */
  private static final String WRITTEN = "[A-Za-z0-9._~!$'()*,;=:@/-]*";

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
          """
          {"properties":{
           "connector":{"$ref":"#/$defs/service","description":"Connector of the program; its address is where every path begins."},
           "method":{"enum":["GET","POST","PUT","PATCH","DELETE"],"description":"What is asked of it."},
           "path":{"$ref":"#/$defs/text","description":"Path below the address, beginning with `/`; values of expressions are escaped."},
           "query":{"type":"array","maxItems":30,"items":{"type":"object","properties":{
              "name":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_.-]{0,49}$","description":"Name."},
              "value":{"$ref":"#/$defs/expression","description":"Value; without one the name is left out."}},
              "required":["name","value"],"additionalProperties":false},"description":"What stands behind the question mark."},
           "body":{"type":"array","maxItems":100,"items":{"type":"object","properties":{
              "name":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9_]{0,49}(\\\\.[A-Za-z][A-Za-z0-9_]{0,49}){0,4}$","description":"Name; with dots, an object in an object: `customer.name`."},
              "value":{"$ref":"#/$defs/expression","description":"Value, as JSON."}},
              "required":["name","value"],"additionalProperties":false},"description":"What is sent, as a JSON object."},
           "answer":{"type":"array","maxItems":30,"items":{"type":"object","properties":{
              "name":{"type":"string","pattern":"^[a-z][a-zA-Z0-9]{0,62}$","description":"Name by which later nodes read it, behind the id of this one: `rate.score`."},
              "at":{"type":"string","pattern":"^(/[^/]{1,100}){0,10}$","maxLength":300,"description":"JSON pointer of the value in the answer: `/data/score`."},
              "type":{"enum":["text","number","boolean","date","dateTime"],"description":"What it is."}},
              "required":["name","at","type"],"additionalProperties":false},"description":"Values of the answer; what it does not have is empty. Its `status` is always there."},
           "accepts":{"type":"array","maxItems":20,"items":{"type":"integer","minimum":300,"maximum":599},"description":"Statuses besides 200 to 299 that are answers and no failures: 404 where it may be missing."},
           "timeout":{"type":"integer","minimum":1,"maximum":30,"description":"Seconds after which a try is given up; absent means 10."}},
           "required":["connector","method","path"]}
          """);

  @Override
  public String id() {
    return "http";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    node.service("/connector");
    node.template("/path");
    String path = node.option("/path").asText("");
    boolean isPath = path.startsWith("/");
    for (Template.Part part : Template.parse(path).parts()) {
      isPath &= part.isExpression() || part.text().matches(WRITTEN);
    }
    if (!isPath || path.contains("//") || (path + "/").contains("/../")) {
      node.problem(Problem.at("/path", "workflow.badPath"));
    }
    if (!node.option("/body").isMissingNode()
        && !WITH_BODY.contains(node.option("/method").asText())) {
      node.problem(
          Problem.at("/body", "workflow.noBody").with("value", node.option("/method").asText()));
    }
    for (String list : List.of("query", "body")) {
      names(node, list);
      for (int i = 0; i < node.option("/" + list).size(); i++) {
        var unused = node.value("/" + list + "/" + i + "/value", null);
      }
    }
    names(node, "answer");
  }

  /** No name twice, none inside another that is a value, none that is taken. */
  private static void names(NodeCheck node, String list) {
    Set<String> seen = new HashSet<>(list.equals("answer") ? Set.of(STATUS) : Set.of());
    Set<String> objects = new HashSet<>();
    for (int i = 0; i < node.option("/" + list).size(); i++) {
      String place = "/" + list + "/" + i + "/name";
      String name = node.option(place).asText();
      boolean isFree = seen.add(name) && !objects.contains(name);
      for (int dot = name.indexOf('.');
          dot >= 0 && list.equals("body");
          dot = name.indexOf('.', dot + 1)) {
        objects.add(name.substring(0, dot));
        isFree &= !seen.contains(name.substring(0, dot));
      }
      if (!isFree) {
        node.problem(Problem.at(place, "workflow.nameTwice").with("value", name));
      }
    }
  }

  @Override
  public Map<String, ValueType> values(JsonNode options) {
    Map<String, ValueType> values = new LinkedHashMap<>();
    values.put(STATUS, ValueType.NUMBER);
    for (JsonNode one : options.path("answer")) {
      values.put(one.path("name").asText(), AnswerValue.type(one.path("type").asText()));
    }
    return values;
  }

  @Override
  public JsonNode held(JsonNode options) {
    return ((ObjectNode) options).deepCopy().retain(List.of("connector", "method", "answer"));
  }

  @Override
  public NodeResult run(NodeContext context) {
    NodeContext.Resumption resumption = context.resumption();
    if (resumption == null || resumption.isTimeout()) {
      return new NodeResult.WaitFor(NodeResult.Wait.CALL, null, List.of(call(context)));
    }
    if (resumption.problem() != null) {
      return new NodeResult.Fail(resumption.problem(), false);
    }
    JsonNode content = resumption.content();
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    output.set(STATUS, content.path(STATUS));
    JsonNode answer = null;
    for (JsonNode one : context.option("/answer")) {
      answer = answer == null ? AnswerValue.read(content.path("text").asText()) : answer;
      Problem problem = AnswerValue.put(output, one, answer);
      if (problem != null) {
        return new NodeResult.Fail(problem, false);
      }
    }
    return NodeResult.next(context).withOutput(output);
  }

  private static Effect call(NodeContext context) {
    List<Integer> accepted = new ArrayList<>();
    context.option("/accepts").forEach(one -> accepted.add(one.intValue()));
    int seconds = context.option("/timeout").asInt(USUAL_SECONDS);
    return new Effect.CallService(
        context.option("/connector").asText(),
        context.option("/method").asText(),
        context.path("/path"),
        query(context),
        body(context),
        Duration.ofSeconds(seconds),
        accepted);
  }

  private static String query(NodeContext context) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < context.option("/query").size(); i++) {
      String name = context.option("/query/" + i + "/name").asText();
      JsonNode value = context.json("/query/" + i + "/value");
      for (JsonNode one : value.isArray() ? value : List.of(value)) {
        if (!one.isNull()) {
          String text = URLEncoder.encode(one.asText(), StandardCharsets.UTF_8);
          parts.add(name + "=" + text.replace("+", "%20"));
        }
      }
    }
    return String.join("&", parts);
  }

  private static String body(NodeContext context) {
    if (context.option("/body").isMissingNode()) {
      return "";
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < context.option("/body").size(); i++) {
      String[] names = context.option("/body/" + i + "/name").asText().split("\\.");
      ObjectNode in = body;
      for (int j = 0; j < names.length - 1; j++) {
        in = in.withObjectProperty(names[j]);
      }
      in.set(names[names.length - 1], context.json("/body/" + i + "/value"));
    }
    return body.toString();
  }
}
