package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.User;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.simulation.Simulations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Simulations by the engine's own steps. Thread-safe. */
final class JdbcSimulations implements Simulations {

  private static final Duration AHEAD = Duration.ofDays(400);
  private static final Duration LONGEST = Duration.ofDays(366);

  private final AccessSource accesses;
  private final Supplier<Sandbox> sandboxes;
  private final SimulatedStarts starts;
  private final SimulatedGate gate;
  private final TaskRows names;

  JdbcSimulations(
      AccessSource accesses,
      Supplier<Sandbox> sandboxes,
      SimulatedStarts starts,
      SimulatedGate gate,
      TaskRows names) {
    this.accesses = accesses;
    this.sandboxes = sandboxes;
    this.starts = starts;
    this.gate = gate;
    this.names = names;
  }

  @Override
  public Report simulate(Access access, Metadata metadata, Request request) {
    refuseOthersThanAdmins(access);
    check(access, request);
    Access base = accesses.takeover("simulation", metadata);
    Sandbox sandbox = sandboxes.get();
    CompiledWorkflow workflow = workflow(sandbox, metadata, request.workflow());
    List<SimulatedStarts.At> found = starts.find(base, workflow, request);
    boolean isTruncated = found.size() > request.limit();
    List<Run> runs = new ArrayList<>();
    for (SimulatedStarts.At one : found) {
      if (runs.size() < request.limit()) {
        runs.addAll(sandbox.run(base, one.start(), one.at(), request.to()));
      }
    }
    runs.sort(Comparator.comparing(run -> run.details().execution().startedAt()));
    return new Report(gate.decide(base, runs), isTruncated);
  }

  private static void check(Access access, Request request) {
    Instant now = access.evaluation().now();
    boolean isPast = !request.to().isAfter(now) && request.from().isBefore(request.to());
    if (!isPast || Duration.between(request.from(), request.to()).compareTo(LONGEST) > 0) {
      throw new InputException(
          Problem.at("/from", "simulation.days").with("limit", LONGEST.toDays()));
    }
  }

  @Override
  public Run tryOut(Access access, Metadata metadata, String key, @Nullable UUID record) {
    refuseOthersThanAdmins(access);
    Access base = accesses.takeover("simulation", metadata);
    Sandbox sandbox = sandboxes.get();
    CompiledWorkflow workflow = workflow(sandbox, metadata, key);
    Entity entity = workflow.model().entity();
    if ((entity == null) != (record == null)) {
      throw new InputException(
          Problem.at("/record", entity == null ? "workflow.noRecord" : "workflow.recordNeeded"));
    }
    if (record != null
        && entity != null
        && names.labels(base, Map.of(entity.id(), List.of(record))).isEmpty()) {
      throw new AccessException(Problem.of("notFound"));
    }
    Instant now = access.evaluation().now();
    Start start = Sandbox.start(workflow, record);
    Run run = sandbox.run(base, start, now, now.plus(AHEAD)).get(0);
    return gate.decide(base, List.of(run)).get(0);
  }

  private static CompiledWorkflow workflow(Sandbox sandbox, Metadata metadata, String key) {
    CompiledWorkflow workflow = sandbox.workflows().of(metadata).find(key);
    if (workflow == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return workflow;
  }

  private static void refuseOthersThanAdmins(Access access) {
    if (!access.evaluation().roles().contains(User.ADMIN)) {
      throw new AccessException(Problem.of("notFound"));
    }
  }
}
