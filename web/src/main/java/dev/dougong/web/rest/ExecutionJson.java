package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.seal.FieldSeals;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.web.error.ProblemResponses;
import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.message.Recipients;
import dev.dougong.workflow.simulation.Simulations;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Runs of workflows as the API writes them. Thread-safe. */
@Singleton
final class ExecutionJson {

  private final ProblemResponses problems;
  private final FieldSeals seals;
  private final ObjectMapper mapper;

  @Inject
  ExecutionJson(ProblemResponses problems, FieldSeals seals, ObjectMapper mapper) {
    this.problems = problems;
    this.seals = seals;
    this.mapper = mapper;
  }

  /** A run without its steps. */
  ObjectNode execution(Execution execution, Locale locale) {
    ObjectNode node = mapper.createObjectNode().put("id", execution.id().toString());
    node.put("workflow", execution.workflow()).put("status", execution.status().key());
    if (execution.record() == null) {
      node.putNull("record");
    } else {
      node.putObject("record")
          .put("entity", execution.entity())
          .put("id", execution.record().toString())
          .put("label", execution.label());
    }
    node.set("reason", execution.reason());
    node.set("problem", problem(execution.problem(), locale));
    moment(node, "startedAt", execution.startedAt());
    moment(node, "endedAt", execution.endedAt());
    return node;
  }

  /** A run with its document, steps and messages. */
  ObjectNode details(Execution.Details details, Locale locale) {
    ObjectNode answer = run(details, locale);
    answer.set("document", details.document());
    answer.put("version", details.version()).put("isCurrent", details.isCurrent());
    return answer;
  }

  /** A run with its steps and messages. */
  private ObjectNode run(Execution.Details details, Locale locale) {
    ObjectNode answer = execution(details.execution(), locale);
    ArrayNode steps = answer.putArray("steps");
    for (Execution.Step step : details.steps()) {
      ObjectNode node = steps.addObject().put("id", step.id().toString()).put("node", step.node());
      node.put("state", step.state()).put("attempt", step.attempt());
      node.set("output", step.output());
      moment(node, "dueAt", step.dueAt());
      moment(node, "startedAt", step.startedAt());
      moment(node, "endedAt", step.endedAt());
      node.set("problem", problem(step.problem(), locale));
    }
    ArrayNode messages = answer.putArray("messages");
    for (Execution.Message message : details.messages()) {
      ObjectNode node = messages.addObject().put("id", message.id().toString());
      node.put("channel", message.channel());
      node.put("recipient", Recipients.shown(seals, message.recipient()));
      node.put("title", message.title()).put("body", message.body());
      node.put("state", message.state());
      node.set("problem", problem(message.problem(), locale));
      moment(node, "dueAt", message.dueAt());
      moment(node, "sentAt", message.sentAt());
    }
    return answer;
  }

  /** A run as it would be, with the tasks that it would open. */
  ObjectNode simulated(Simulations.Run run, boolean withDocument, Locale locale) {
    ObjectNode answer = withDocument ? details(run.details(), locale) : run(run.details(), locale);
    ArrayNode tasks = answer.putArray("tasks");
    for (Simulations.Task task : run.tasks()) {
      ObjectNode node = tasks.addObject().put("title", task.title()).put("role", task.role());
      node.put("assignee", task.assignee() == null ? null : task.assignee().toString());
      node.put("status", task.status());
      moment(node, "openedAt", task.openedAt());
      moment(node, "due", task.due());
    }
    answer.put("cost", run.cost());
    return answer;
  }

  /** A problem in words, or null. */
  @Nullable JsonNode problem(@Nullable Problem problem, Locale locale) {
    return problem == null ? null : problems.errors(List.of(problem), locale).get(0);
  }

  /** A moment, or null. */
  static void moment(ObjectNode node, String name, @Nullable Instant moment) {
    node.put(name, moment == null ? null : ValueJson.text(moment));
  }
}
