package dev.dougong.workflow.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run of a workflow.
 *
 * @param entity key of the entity of its record, or null without one
 * @param label name of its record, as the reader may see it, or null
 * @param reason what the decision to start it was made of
 * @param problem why it failed or was stopped, or null
 */
public record Execution(
    UUID id,
    String workflow,
    Status status,
    @Nullable String entity,
    @Nullable UUID record,
    @Nullable String label,
    JsonNode reason,
    @Nullable Problem problem,
    Instant startedAt,
    @Nullable Instant endedAt) {

  /** The same with the name of its record. */
  public Execution named(@Nullable String name) {
    return new Execution(
        id, workflow, status, entity, record, name, reason, problem, startedAt, endedAt);
  }

  /** How far it is. */
  public enum Status {
    RUNNING(1),
    FAILED(2),
    DONE(3),
    CANCELLED(4),
    /** By the loop guard. */
    STOPPED(5);

    private final int code;

    Status(int code) {
      this.code = code;
    }

    /** As stored. */
    public int code() {
      return code;
    }

    /** As written in the API. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The status of the stored code. */
    public static Status of(int code) {
      return values()[code - 1];
    }
  }

  /**
   * One of its steps.
   *
   * @param state {@code ready}, {@code waiting}, {@code done}, {@code failed}, {@code cancelled}
   * @param attempt how often it failed
   * @param dueAt when it runs next, or null
   * @param output what later nodes read, or null
   */
  public record Step(
      UUID id,
      String node,
      String state,
      int attempt,
      @Nullable Instant dueAt,
      @Nullable JsonNode output,
      @Nullable Problem problem,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {}

  /**
   * A message that it wanted to send.
   *
   * @param state {@code ready}, {@code sending}, {@code sent}, {@code failed}, {@code refused}
   * @param problem why it was refused or is not sent yet, or null
   * @param purpose what it is for: {@code marketing}, {@code care}, {@code service}
   */
  public record Message(
      UUID id,
      String channel,
      String recipient,
      String title,
      String body,
      String state,
      @Nullable Problem problem,
      @Nullable Instant dueAt,
      @Nullable Instant sentAt,
      String purpose) {}

  /**
   * Everything about a run.
   *
   * @param document the version of the workflow that it has
   * @param version digest of the version
   * @param isCurrent whether it is what is published
   */
  public record Details(
      Execution execution,
      ObjectNode document,
      String version,
      boolean isCurrent,
      List<Step> steps,
      List<Message> messages) {

    /** Copies the lists. */
    public Details {
      steps = List.copyOf(steps);
      messages = List.copyOf(messages);
    }
  }
}
