package dev.dougong.workflow.node.approval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.definition.Span;
import dev.dougong.workflow.node.ApprovalRequest;
import dev.dougong.workflow.node.ApproverOption;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.Effect.People;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks people whether something may be done, and goes on as they decide. */
@ApplicationScoped
public final class ApprovalNodeType implements NodeType {

  private static final String APPROVED = "approved";
  private static final String REJECTED = "rejected";
  private static final ValueType USER = ValueType.reference(ValueType.USER);

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "title":{"$ref":"#/$defs/text","description":"What is asked."},
 "description":{"$ref":"#/$defs/text","description":"What the approvers shall know."},
 "approvers":{"type":"array","minItems":1,"maxItems":50,"items":{"$ref":"#/$defs/approver"},"description":"Who is asked, in their order."},
 "decide":{"enum":["sequence","all","any","vote"],"description":"One after the other, each must approve; all at once, each must approve; the first decides; the votes decide. Absent means `sequence`."},
 "share":{"type":"integer","minimum":1,"maximum":100,"description":"Of 100 votes, how many must approve; absent means more than half."},
 "requester":{"$ref":"#/$defs/user","description":"User who asks; absent means who started the workflow."},
 "selfApproval":{"type":"boolean","description":"Whether the requester may approve; absent means no: they are left out, and the nearest manager is one above."},
 "whenNobody":{"enum":["fail","approve","administrators"],"description":"What happens where nobody can be asked; absent means `fail`."},
 "returnTo":{"type":"array","maxItems":20,"items":{"$ref":"#/$defs/target"},"description":"Nodes that approvers may send it back to, besides to the requester."},
 "needsReason":{"type":"boolean","description":"Whether a refusal needs a comment; absent means no."},
 "limit":{"$ref":"#/$defs/span","description":"Time for each answer."},
 "onOverdue":{"type":"object","properties":{
   "do":{"enum":["remind","escalate","approve","reject"],"description":"What happens when the time is over; absent means `remind`."},
   "to":{"$ref":"#/$defs/approver","description":"Who answers then, for `escalate`."}},
   "required":["do"],"additionalProperties":false,"description":"What happens to what is not answered in time."},
 "rejected":{"$ref":"#/$defs/target","description":"Where to go when it is refused; absent ends this way."},
 "withdrawn":{"$ref":"#/$defs/target","description":"Where to go when the requester takes it back; absent ends this way."}},
 "required":["title","approvers"]}

""");

  @Override
  public String id() {
    return "approval";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    node.template("/title");
    node.template("/description");
    var unused = node.value("/requester", USER);
    for (int i = 0; i < node.option("/approvers").size(); i++) {
      ApproverOption.check(node, "/approvers/" + i);
    }
    for (int i = 0; i < node.option("/returnTo").size(); i++) {
      node.target("/returnTo/" + i);
    }
    node.target("/rejected");
    node.target("/withdrawn");
    checkOverdue(node);
  }

  private static void checkOverdue(NodeCheck node) {
    boolean isEscalated = node.option("/onOverdue/do").asText().equals("escalate");
    boolean isSomebodyNamed = node.option("/onOverdue/to").isObject();
    if (isSomebodyNamed) {
      ApproverOption.check(node, "/onOverdue/to");
    }
    if (isEscalated && !isSomebodyNamed) {
      node.problem(Problem.at("/onOverdue", "workflow.oneOf").with("names", List.of("to")));
    }
    if (node.option("/onOverdue").isObject() && !node.option("/limit").isTextual()) {
      node.problem(Problem.at("/onOverdue", "workflow.oneOf").with("names", List.of("limit")));
    }
  }

  @Override
  public @Nullable ValueType output(JsonNode options) {
    return ValueType.TEXT;
  }

  @Override
  public JsonNode held(JsonNode options) {
    return ((ObjectNode) options)
        .deepCopy()
        .retain(
            List.of(
                "approvers",
                "decide",
                "share",
                "requester",
                "selfApproval",
                "needsReason",
                "limit"));
  }

  @Override
  public NodeResult run(NodeContext context) {
    NodeContext.Resumption resumption = context.resumption();
    if (resumption == null) {
      return ask(context);
    }
    return resumption.isTimeout() ? overdue(context) : decided(context, resumption.content());
  }

  private static NodeResult ask(NodeContext context) {
    UUID requester = requester(context);
    UUID barred = barred(context);
    LinkedHashSet<People> asked = new LinkedHashSet<>();
    for (int i = 0; i < context.option("/approvers").size(); i++) {
      asked.addAll(ApproverOption.read(context, "/approvers/" + i, barred));
    }
    if (asked.isEmpty()) {
      String then = context.option("/whenNobody").asText("fail");
      if (then.equals("approve")) {
        return NodeResult.next(context).withOutput(APPROVED);
      }
      if (then.equals("fail")) {
        return new NodeResult.Fail(Problem.of("workflow.approvalForNobody"), false);
      }
      asked.add(ApproverOption.administrators());
    }
    if (asked.size() > ApprovalRequest.MOST_PEOPLE) {
      return new NodeResult.Fail(
          Problem.of("workflow.tooManyApprovers").with("limit", ApprovalRequest.MOST_PEOPLE),
          false);
    }
    return open(context, new ArrayList<>(asked), requester, barred);
  }

  private static @Nullable UUID requester(NodeContext context) {
    return context.option("/requester").isTextual()
        ? (UUID) context.value("/requester", USER)
        : context.starter();
  }

  /** Who may not approve, or null. */
  private static @Nullable UUID barred(NodeContext context) {
    return context.option("/selfApproval").asBoolean() ? null : requester(context);
  }

  private static NodeResult open(
      NodeContext context, List<People> asked, @Nullable UUID requester, @Nullable UUID barred) {
    String decide = context.option("/decide").asText("sequence");
    boolean isSequence = decide.equals("sequence");
    int seats = isSequence ? 1 : asked.size();
    int approvals = approvals(context, decide, seats);
    List<String> returnTo = new ArrayList<>();
    for (int i = 0; i < context.option("/returnTo").size(); i++) {
      String target = context.target("/returnTo/" + i);
      if (target != null) {
        returnTo.add(target);
      }
    }
    JsonNode limit = context.option("/limit");
    ApprovalRequest request =
        new ApprovalRequest(
            context.text("/title"),
            context.text("/description"),
            isSequence ? List.of(asked) : asked.stream().map(List::of).toList(),
            approvals,
            decide.equals("any") ? 1 : seats - approvals + 1,
            requester,
            barred == null,
            returnTo,
            context.option("/needsReason").asBoolean(),
            limit.isTextual() ? limit.asText() : null);
    return new NodeResult.WaitFor(
        NodeResult.Wait.APPROVAL, deadline(context), List.of(new Effect.OpenApproval(request)));
  }

  /** How many seats must approve. */
  private static int approvals(NodeContext context, String decide, int seats) {
    if (decide.equals("any")) {
      return 1;
    }
    if (!decide.equals("vote")) {
      return seats;
    }
    JsonNode share = context.option("/share");
    return share.isNumber() ? Math.max(1, (seats * share.asInt() + 99) / 100) : seats / 2 + 1;
  }

  private static @Nullable Instant deadline(NodeContext context) {
    JsonNode limit = context.option("/limit");
    return limit.isTextual()
        ? Span.parse(limit.asText()).after(context.now(), context.zone())
        : null;
  }

  private static NodeResult decided(NodeContext context, JsonNode decision) {
    String outcome = decision.path("outcome").asText();
    return switch (outcome) {
      case APPROVED -> NodeResult.next(context).withOutput(APPROVED);
      case REJECTED -> new NodeResult.Next(context.target("/rejected"), REJECTED, List.of());
      case "returned" ->
          new NodeResult.Back(
              decision.path("to").asText(), decision.path("isStraight").asBoolean());
      default -> new NodeResult.Next(context.target("/withdrawn"), outcome, List.of());
    };
  }

  private static NodeResult overdue(NodeContext context) {
    return switch (context.option("/onOverdue/do").asText("remind")) {
      case "approve" ->
          new NodeResult.Next(
              context.target("/next"), APPROVED, List.of(new Effect.EndApproval(true)));
      case "reject" ->
          new NodeResult.Next(
              context.target("/rejected"), REJECTED, List.of(new Effect.EndApproval(false)));
      case "escalate" -> {
        List<People> to = ApproverOption.read(context, "/onOverdue/to", barred(context));
        yield to.isEmpty() ? again(new Effect.RemindApprovers()) : again(escalation(to));
      }
      default -> again(new Effect.RemindApprovers());
    };
  }

  private static Effect escalation(List<People> to) {
    List<UUID> users = to.stream().flatMap(people -> people.users().stream()).toList();
    return new Effect.EscalateApproval(users.isEmpty() ? to.get(0) : new People(users, null, null));
  }

  /** Waits on, without a time. */
  private static NodeResult again(Effect effect) {
    return new NodeResult.WaitFor(NodeResult.Wait.APPROVAL, null, List.of(effect));
  }
}
