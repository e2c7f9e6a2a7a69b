package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Directory;
import dev.dougong.workflow.task.Approval;
import dev.dougong.workflow.task.UserTask;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tasks and approvals as JSON, in the language of the reader. */
@Singleton
final class TaskJson {

  private final Directory directory;
  private final ObjectMapper mapper;

  @Inject
  TaskJson(Directory directory, ObjectMapper mapper) {
    this.directory = directory;
    this.mapper = mapper;
  }

  ObjectNode of(UserTask task, Locale locale) {
    ObjectNode node = mapper.createObjectNode().put("id", task.id().toString());
    node.put("title", task.title()).put("description", task.description());
    record(node, task.entity(), task.record(), task.label());
    person(node, "assignee", task.assignee());
    person(node, "standsFor", task.standsFor());
    node.put("role", task.role());
    ExecutionJson.moment(node, "due", task.due());
    node.put("status", task.status().key());
    outcomes(node.putArray("outcomes"), task.outcomes(), locale);
    node.put("outcome", task.outcome()).put("comment", task.comment());
    node.put("workflow", task.workflow()).put("execution", task.execution().toString());
    person(node, "completedBy", task.completedBy());
    ExecutionJson.moment(node, "createdAt", task.createdAt());
    ExecutionJson.moment(node, "completedAt", task.completedAt());
    guidance(node, task.guidance());
    UserTask.Ballot ballot = task.ballot();
    if (ballot == null) {
      node.putNull("approval");
    } else {
      ballot(node.putObject("approval"), ballot, locale);
    }
    return node;
  }

  private static void guidance(ObjectNode node, UserTask.@Nullable Guidance guidance) {
    if (guidance == null) {
      node.putNull("guidance");
    } else {
      node.putObject("guidance")
          .put("stage", guidance.stage())
          .put("next", guidance.next())
          .put("done", guidance.done())
          .put("of", guidance.of());
    }
  }

  private static void ballot(ObjectNode node, UserTask.Ballot ballot, Locale locale) {
    node.put("id", ballot.approval().toString());
    node.put("seat", ballot.seat()).put("place", ballot.place()).put("round", ballot.round());
    outcomes(node.putArray("returnTo"), ballot.returnTo(), locale);
    node.put("needsReason", ballot.needsReason());
    ExecutionJson.moment(node, "urgedAt", ballot.urgedAt());
  }

  ObjectNode of(Approval approval) {
    ObjectNode node = mapper.createObjectNode().put("id", approval.id().toString());
    node.put("title", approval.title()).put("status", approval.status().key());
    record(node, approval.entity(), approval.record(), approval.label());
    person(node, "requester", approval.requester());
    node.put("approvals", approval.approvals()).put("refusals", approval.refusals());
    node.put("round", approval.round()).put("workflow", approval.workflow());
    node.put("execution", approval.execution().toString());
    ExecutionJson.moment(node, "createdAt", approval.createdAt());
    ExecutionJson.moment(node, "endedAt", approval.endedAt());
    return node;
  }

  ObjectNode of(Approval.Details details, Locale locale) {
    ObjectNode node = of(details.approval());
    ArrayNode tasks = node.putArray("tasks");
    details.tasks().forEach(task -> tasks.add(of(task, locale)));
    ArrayNode deeds = node.putArray("deeds");
    for (Approval.Deed deed : details.deeds()) {
      ObjectNode one = deeds.addObject().put("task", deed.task().toString());
      ExecutionJson.moment(one, "at", deed.at());
      person(one, "actor", deed.actor());
      one.put("deed", deed.deed());
      person(one, "subject", deed.subject());
      one.put("comment", deed.comment()).put("byLink", deed.isByLink());
    }
    return node;
  }

  private static void record(
      ObjectNode node, @Nullable String entity, @Nullable UUID record, @Nullable String label) {
    if (record == null) {
      node.putNull("record");
    } else {
      node.putObject("record")
          .put("entity", entity)
          .put("id", record.toString())
          .put("label", label);
    }
  }

  private static void outcomes(ArrayNode array, List<UserTask.Outcome> outcomes, Locale locale) {
    for (UserTask.Outcome outcome : outcomes) {
      array
          .addObject()
          .put("value", outcome.value())
          .put("label", outcome.label().in(locale, outcome.value()));
    }
  }

  private void person(ObjectNode node, String name, @Nullable UUID user) {
    if (user == null) {
      node.putNull(name);
    } else {
      node.putObject(name).put("id", user.toString()).put("label", directory.userName(user));
    }
  }
}
