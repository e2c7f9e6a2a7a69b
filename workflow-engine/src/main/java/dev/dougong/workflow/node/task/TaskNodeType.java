package dev.dougong.workflow.node.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.definition.Span;
import dev.dougong.workflow.node.ApproverOption;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.node.OutcomesOption;
import dev.dougong.workflow.node.PeopleOption;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives a person something to do, and waits until it is done. */
@ApplicationScoped
public final class TaskNodeType implements NodeType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "title":{"$ref":"#/$defs/text","description":"What shall be done."},
 "description":{"$ref":"#/$defs/text","description":"How; the next step of the procedure."},
 "assignee":{"$ref":"#/$defs/user","description":"User who shall do it; where it is empty, the first of the users or of the role who does it."},
 "users":{"type":"array","maxItems":50,"items":{"$ref":"#/$defs/user"},"description":"Users, one expression each."},
 "role":{"$ref":"#/$defs/role","description":"Role of the people who may be chosen."},
 "within":{"$ref":"#/$defs/unit","description":"Organisation unit in which they are."},
 "due":{"$ref":"#/$defs/moment","description":"Date-time until which it shall be done."},
 "outcomes":{"type":"array","maxItems":10,"items":{"type":"object","properties":{
   "value":{"$ref":"#/$defs/key","description":"Answer."},
   "label":{"$ref":"#/$defs/label","description":"Name for people."},
   "next":{"$ref":"#/$defs/target","description":"Where to go; absent means on."}},
   "required":["value"],"additionalProperties":false},"description":"What may be answered; absent means done."},
 "remind":{"$ref":"#/$defs/span","description":"How long before its time people are reminded of it; absent means not."},
 "remindOverdue":{"type":"boolean","description":"Whether they are reminded when it is overdue; absent means no."},
 "escalate":{"$ref":"#/$defs/approver","description":"Who gets it when it is overdue, such as the nearest manager; who had it still sees it."},
 "onOverdue":{"$ref":"#/$defs/target","description":"Where to go when it is not done in time; the task is then taken back. Absent means it stays."},
 "wait":{"type":"boolean","description":"Whether this way goes on only when it is done; absent means yes."}},
 "required":["title"]}

""");

  @Override
  public String id() {
    return "task";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    node.template("/title");
    node.template("/description");
    var unusedAssignee = node.value("/assignee", ValueType.reference(ValueType.USER));
    var unusedDue = node.value("/due", ValueType.DATE_TIME);
    PeopleOption.check(node, "");
    OutcomesOption.check(node);
    node.target("/onOverdue");
    checkReminder(node);
    boolean isForSomebody =
        node.option("/assignee").isTextual()
            || node.option("/role").isTextual()
            || !node.option("/users").isEmpty();
    if (!isForSomebody) {
      node.problem(Problem.of("workflow.taskForNobody"));
    }
  }

  private static void checkReminder(NodeCheck node) {
    if (node.option("/escalate").isObject()) {
      ApproverOption.check(node, "/escalate");
    }
    boolean hasReminder =
        node.option("/remind").isTextual()
            || node.option("/remindOverdue").asBoolean()
            || node.option("/escalate").isObject();
    if (hasReminder && !node.option("/due").isTextual()) {
      node.problem(Problem.at("/due", "workflow.reminderWithoutTime"));
    }
  }

  @Override
  public @Nullable ValueType output(JsonNode options) {
    return ValueType.TEXT;
  }

  @Override
  public JsonNode held(JsonNode options) {
    ArrayNode outcomes = JsonNodeFactory.instance.arrayNode();
    options.path("outcomes").forEach(one -> outcomes.add(one.path("value")));
    return outcomes;
  }

  @Override
  public NodeResult run(NodeContext context) {
    NodeContext.Resumption resumption = context.resumption();
    if (resumption != null) {
      return resumption.isTimeout()
          ? new NodeResult.Next(
              context.target("/onOverdue"), null, List.of(new Effect.CloseTasks()))
          : OutcomesOption.next(context, resumption.content().path("outcome").asText());
    }
    Instant due = (Instant) context.value("/due", ValueType.DATE_TIME);
    UUID assignee = (UUID) context.value("/assignee", ValueType.reference(ValueType.USER));
    Effect.People people = PeopleOption.read(context, "");
    if (assignee == null && people.users().isEmpty() && people.role() == null) {
      return new NodeResult.Fail(Problem.of("workflow.taskForNobody"), false);
    }
    Effect open =
        new Effect.OpenTask(
            context.text("/title"),
            context.text("/description"),
            assignee,
            people,
            due,
            OutcomesOption.read(context),
            reminder(context, due, assignee));
    boolean isAwaited = context.option("/wait").asBoolean(true);
    if (!isAwaited) {
      return NodeResult.next(context, open);
    }
    boolean isWatched = context.option("/onOverdue").isTextual();
    return new NodeResult.WaitFor(NodeResult.Wait.TASK, isWatched ? due : null, List.of(open));
  }

  private static Effect.@Nullable Reminder reminder(
      NodeContext context, @Nullable Instant due, @Nullable UUID assignee) {
    if (due == null) {
      return null;
    }
    boolean isOverdue = context.option("/remindOverdue").asBoolean();
    List<Effect.People> escalation =
        context.option("/escalate").isObject()
            ? ApproverOption.read(context, "/escalate", assignee)
            : List.of();
    Effect.People to = escalation.isEmpty() ? null : escalation.get(0);
    String before = context.option("/remind").asText("");
    if (!before.isEmpty()) {
      Instant first = Span.parse(before).before(due, context.zone());
      if (first.isAfter(context.now())) {
        return new Effect.Reminder(first, isOverdue, to);
      }
    }
    return isOverdue || to != null ? new Effect.Reminder(due, isOverdue, to) : null;
  }
}
