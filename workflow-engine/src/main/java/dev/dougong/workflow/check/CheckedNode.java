package dev.dougong.workflow.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.User;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.workflow.definition.NodeDefinition;
import dev.dougong.workflow.definition.Template;
import dev.dougong.workflow.definition.WorkflowScope;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Channels;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.trigger.Occasion;
import dev.dougong.workflow.trigger.TriggerType;
import dev.dougong.workflow.trigger.TriggerTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node under check. */
final class CheckedNode implements NodeCheck {

  private static final Set<ValueKind> COMPARED =
      EnumSet.of(
          ValueKind.TEXT,
          ValueKind.INTEGER,
          ValueKind.DECIMAL,
          ValueKind.BOOLEAN,
          ValueKind.DATE,
          ValueKind.TIME,
          ValueKind.DATE_TIME,
          ValueKind.REFERENCE);

  private final NodeDefinition node;
  private final WorkflowModel workflow;
  private final Candidate candidate;
  private final TriggerTypes triggers;
  private final Channels channels;
  private final String place;
  private final ProblemSink problems;

  CheckedNode(
      NodeDefinition node,
      WorkflowModel workflow,
      Candidate candidate,
      TriggerTypes triggers,
      Channels channels,
      ProblemSink problems) {
    this.node = node;
    this.workflow = workflow;
    this.candidate = candidate;
    this.triggers = triggers;
    this.channels = channels;
    this.place = "/nodes/" + node.index();
    this.problems = problems;
  }

  @Override
  public JsonNode option(String pointer) {
    return node.options().at(pointer);
  }

  @Override
  public @Nullable Entity record() {
    return workflow.entity();
  }

  @Override
  public @Nullable Entity entity(String pointer) {
    return option(pointer).isTextual()
        ? candidate.entity(option(pointer).asText(), place + pointer, problems)
        : null;
  }

  @Override
  public @Nullable Entity findEntity(@Nullable String key) {
    return key == null ? null : candidate.metadata().findEntity(key);
  }

  @Override
  public @Nullable Expression value(String pointer, @Nullable ValueType expected) {
    JsonNode text = option(pointer);
    return text.isTextual() ? check(text.asText(), expected, pointer) : null;
  }

  @Override
  public @Nullable Expression address(String pointer) {
    JsonNode text = option(pointer);
    return text.isTextual()
        ? candidate.expression(
            text.asText(), Scope.givingSealed(workflow.scope()), null, place + pointer, problems)
        : null;
  }

  @Override
  public void template(String pointer) {
    String text = option(pointer).asText("");
    for (Template.Part part : Template.parse(text).parts()) {
      if (part.isExpression()) {
        int end = part.offset() + part.text().length();
        var unused =
            candidate.expressionIn(
                text, part.offset(), end, workflow.scope(), place + pointer, problems);
      }
    }
  }

  @Override
  public void values(String pointer, Entity entity) {
    values(pointer, entity, workflow.scope());
  }

  @Override
  public @Nullable ScopeField table(String pointer, Entity entity) {
    Field field = field(pointer, entity);
    ScopeField table = field == null ? null : entity.scope().field(field.key());
    if (table != null && table.type().kind() != ValueKind.TABLE) {
      problem(Problem.at(pointer, "workflow.notATable").with("value", table.key()));
      return null;
    }
    return table;
  }

  @Override
  public void rowCondition(String pointer, ScopeField table) {
    if (option(pointer).isTextual()) {
      var unused =
          candidate.expression(
              option(pointer).asText(),
              workflow.scope().withRow(table),
              ValueType.BOOLEAN,
              place + pointer,
              problems);
    }
  }

  @Override
  public void rowValues(String pointer, Entity entity, ScopeField table) {
    values(pointer, entity, workflow.scope().withRow(table));
  }

  private void values(String pointer, Entity entity, WorkflowScope scope) {
    for (Map.Entry<String, JsonNode> entry : option(pointer).properties()) {
      String at = pointer + Problem.pointer(entry.getKey());
      Field field = entity.field(entry.getKey());
      ScopeField known = entity.scope().field(entry.getKey());
      if (!candidate.hasMember(entity, entry.getKey(), place + at, problems)) {
        continue;
      }
      if (field != null && !field.isWritable()) {
        problem(Problem.at(at, "workflow.notWritable").with("value", field.key()));
      } else {
        ValueType type = known == null ? null : known.type();
        var unused =
            candidate.expression(entry.getValue().asText(), scope, type, place + at, problems);
      }
    }
  }

  @Override
  public void matches(String pointer, Entity entity) {
    for (Map.Entry<String, JsonNode> entry : option(pointer).properties()) {
      String at = pointer + Problem.pointer(entry.getKey());
      ScopeField known = entity.scope().field(entry.getKey());
      if (!candidate.hasMember(entity, entry.getKey(), place + at, problems)) {
        continue;
      }
      if (known != null && !COMPARED.contains(known.type().kind())) {
        problem(Problem.at(at, "workflow.notCompared").with("value", entry.getKey()));
      } else {
        var unused = check(entry.getValue().asText(), known == null ? null : known.type(), at);
      }
    }
  }

  @Override
  public void condition(String pointer, Entity entity) {
    if (option(pointer).isTextual()) {
      var unused =
          candidate.expression(
              option(pointer).asText(),
              entity.scope(),
              ValueType.BOOLEAN,
              place + pointer,
              problems);
    }
  }

  @Override
  public @Nullable Field field(String pointer, Entity entity) {
    String text = option(pointer).asText("");
    if (text.isEmpty()) {
      return null;
    }
    String key = text.startsWith("-") ? text.substring(1) : text;
    return candidate.hasField(entity, key, place + pointer, problems) ? entity.field(key) : null;
  }

  @Override
  public Occasion.@Nullable Called callable(String pointer) {
    String key = option(pointer).asText("");
    if (key.isEmpty() || !candidate.hasDocument("workflow", key, place + pointer, problems)) {
      return null;
    }
    ObjectNode document = Objects.requireNonNull(candidate.documents().find("workflow", key));
    JsonNode trigger = document.path("trigger");
    TriggerType type = triggers.find(trigger.path("type").asText());
    if (type != null && type.occasion(trigger) instanceof Occasion.Called called) {
      return called;
    }
    problem(Problem.at(pointer, "workflow.notCallable").with("value", key));
    return null;
  }

  @Override
  public void target(String pointer) {
    String id = NodeDefinition.target(option(pointer));
    if (id != null && workflow.definition().node(id) == null) {
      problem(
          unknown(
              "workflow.unknownNode",
              pointer,
              workflow.definition().nodes().stream().map(NodeDefinition::id).toList()));
    }
  }

  @Override
  public void role(String pointer) {
    String key = option(pointer).asText(User.ADMIN);
    if (!key.equals(User.ADMIN)) {
      candidate.hasDocument("role", key, place + pointer, problems);
    }
  }

  @Override
  public boolean channel(String pointer) {
    String key = option(pointer).asText();
    ObjectNode document = candidate.documents().find("connector", key);
    Channel ready = channels.find(key);
    Channel channel =
        document != null
            ? channels.find(document.path("channel").asText())
            : ready == null || ready.isReady() ? ready : null;
    if (channel == null) {
      List<String> known = new ArrayList<>(channels.ready());
      known.addAll(candidate.documents().of("connector").keySet());
      problem(unknown("workflow.unknownChannel", pointer, known).with("known", known));
      return false;
    }
    return channel.needsRecipient();
  }

  @Override
  public void service(String pointer) {
    List<String> known = new ArrayList<>();
    candidate
        .documents()
        .of("connector")
        .forEach(
            (key, document) -> {
              Channel channel = channels.find(document.path("channel").asText());
              if (channel != null && channel.isCallable()) {
                known.add(key);
              }
            });
    if (option(pointer).isTextual() && !known.contains(option(pointer).asText())) {
      problem(unknown("workflow.unknownService", pointer, known).with("known", known));
    }
  }

  @Override
  public void problem(Problem problem) {
    problems.add(problem.below(place));
  }

  private @Nullable Expression check(String text, @Nullable ValueType expected, String pointer) {
    return candidate.expression(text, workflow.scope(), expected, place + pointer, problems);
  }

  private Problem unknown(String code, String pointer, Collection<String> known) {
    String value = option(pointer).asText();
    return Problem.at(pointer, code)
        .with("value", value)
        .near(Expressions.near(value, new ArrayList<>(known)));
  }
}
