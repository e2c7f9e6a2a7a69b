package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.check.WorkflowModel;
import dev.dougong.workflow.definition.NodeDefinition;
import dev.dougong.workflow.node.NodeType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether executions of one version can go on in another one, by a map of nodes. Reads documents
 * only. Immutable.
 */
final class MoveCheck {

  private static final String TARGET = "#/$defs/target";

  private final WorkflowModel from;
  private final WorkflowModel to;
  private final Map<String, String> map;

  MoveCheck(WorkflowModel from, WorkflowModel to, Map<String, String> map) {
    this.from = from;
    this.to = to;
    this.map = Map.copyOf(map);
  }

  /**
   * A step that has not ended.
   *
   * @param isWaiting whether its node has run and waits
   * @param fork step that waits for the end of its way, or null
   * @param backTo node that it leads to in the place of what its node says, or null
   */
  record OpenStep(
      UUID id, String node, boolean isWaiting, @Nullable UUID fork, @Nullable String backTo) {}

  /** The name of a node in the other version; null where there is none. */
  @Nullable String target(String node) {
    String target = map.getOrDefault(node, node);
    return to.definition().node(target) == null ? null : target;
  }

  /** What is wrong with the map itself. */
  List<Problem> wrong() {
    List<Problem> problems = new ArrayList<>();
    if (!Objects.equals(from.entity(), to.entity())) {
      problems.add(Problem.of("workflow.moveOtherRecord"));
    }
    for (String node : new TreeSet<>(map.keySet())) {
      String place = "/map" + Problem.pointer(node);
      if (from.definition().node(node) == null) {
        problems.add(Problem.at(place, "workflow.unknownNode").with("value", node));
      }
      String target = Objects.requireNonNull(map.get(node));
      if (to.definition().node(target) == null) {
        problems.add(Problem.at(place, "workflow.unknownNode").with("value", target));
      }
    }
    return problems;
  }

  /** Why an execution cannot go on there; empty where it can. */
  List<Problem> problems(List<OpenStep> steps, ObjectNode variables) {
    List<Problem> problems = new ArrayList<>();
    for (OpenStep step : steps) {
      Problem problem = problem(step, steps);
      if (problem != null) {
        problems.add(problem);
      }
    }
    variables
        .fieldNames()
        .forEachRemaining(
            node -> {
              String target = target(node);
              if (target != null && !gives(from, node).equals(gives(to, target))) {
                problems.add(
                    Problem.of("workflow.moveOutput").with("value", node).with("target", target));
              }
            });
    return problems;
  }

  private @Nullable Problem problem(OpenStep step, List<OpenStep> steps) {
    String target = target(step.node());
    if (target == null || (step.backTo() != null && target(step.backTo()) == null)) {
      return Problem.of("workflow.moveNowhere")
          .with("value", target == null ? step.node() : String.valueOf(step.backTo()));
    }
    NodeDefinition before = from.definition().node(step.node());
    NodeDefinition after = Objects.requireNonNull(to.definition().node(target));
    if (before == null) {
      return Problem.of("workflow.moveNowhere").with("value", step.node());
    }
    if (step.isWaiting()) {
      if (!before.type().equals(after.type())) {
        return told("workflow.moveOtherType", step, target);
      }
      NodeType type = to.type(after);
      if (!type.held(before.options()).equals(type.held(after.options()))) {
        return told("workflow.moveHeld", step, target);
      }
    }
    return way(step, steps).contains(target) ? null : told("workflow.moveWay", step, target);
  }

  private static Problem told(String code, OpenStep step, String target) {
    return Problem.of(code).with("value", step.node()).with("target", target);
  }

  /** The nodes of the way in which a step must stand in the other version. */
  private Set<String> way(OpenStep step, List<OpenStep> steps) {
    if (step.fork() == null) {
      return reached(List.of(to.definition().first().id()));
    }
    for (OpenStep other : steps) {
      String fork = other.id().equals(step.fork()) ? target(other.node()) : null;
      NodeDefinition node = fork == null ? null : to.definition().node(fork);
      if (node != null) {
        return reached(to.type(node).ways(node.options()));
      }
    }
    return Set.of();
  }

  /** Nodes that ways lead to, without those of ways side by side that begin in them. */
  private Set<String> reached(List<String> begin) {
    Set<String> seen = new HashSet<>(begin);
    Deque<String> open = new ArrayDeque<>(begin);
    while (!open.isEmpty()) {
      NodeDefinition node = to.definition().node(open.pop());
      if (node == null) {
        continue;
      }
      List<String> ways = to.type(node).ways(node.options());
      for (String target : targets(node)) {
        if (!ways.contains(target) && seen.add(target)) {
          open.push(target);
        }
      }
    }
    return seen;
  }

  /** Where a node leads, as the schema of its type says. */
  private List<String> targets(NodeDefinition node) {
    List<String> targets = new ArrayList<>();
    add(targets, node.options().path("onError"));
    if (to.type(node).goesOn()) {
      add(targets, node.options().path("next"));
    }
    for (var property : to.type(node).schema().path("properties").properties()) {
      JsonNode option = node.options().path(property.getKey());
      JsonNode schema = property.getValue();
      if (isTarget(schema)) {
        add(targets, option);
      }
      for (JsonNode entry : option.isArray() ? option : List.<JsonNode>of()) {
        if (isTarget(schema.path("items"))) {
          add(targets, entry);
        }
        for (var part : schema.path("items").path("properties").properties()) {
          if (isTarget(part.getValue())) {
            add(targets, entry.path(part.getKey()));
          }
        }
      }
    }
    return targets;
  }

  private static boolean isTarget(JsonNode schema) {
    return schema.path("$ref").asText().equals(TARGET);
  }

  private static void add(List<String> targets, JsonNode option) {
    String target = NodeDefinition.target(option);
    if (target != null) {
      targets.add(target);
    }
  }

  /** What later nodes read of a node: its type under the empty name, and named ones. */
  private static Map<String, ValueType> gives(WorkflowModel model, String node) {
    NodeDefinition known = model.definition().node(node);
    if (known == null) {
      return Map.of();
    }
    NodeType type = model.type(known);
    ValueType one = type.output(known.options());
    return one == null ? type.values(known.options()) : Map.of("", one);
  }
}
