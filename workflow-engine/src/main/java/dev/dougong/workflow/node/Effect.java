package dev.dougong.workflow.node;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.Expression;
import dev.dougong.workflow.definition.MessagePurpose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the engine does for a node, in the transaction of its step. Closed. */
public sealed interface Effect {

  /** Calls the visitor's method for this effect. */
  <R> @Nullable R accept(Visitor<R> visitor);

  /** One method for each effect. */
  interface Visitor<R> {
    R create(CreateRecord effect);

    @Nullable R createMany(CreateRecords effect);

    R change(ChangeRecord effect);

    R upsert(UpsertRecords effect);

    @Nullable R delete(DeleteRecord effect);

    @Nullable R tag(ChangeTags effect);

    R assign(Assign effect);

    R start(StartWorkflow effect);

    @Nullable R await(AwaitRecord effect);

    R open(OpenTask effect);

    @Nullable R close(CloseTasks effect);

    R send(SendMessage effect);

    @Nullable R call(CallService effect);

    R ask(OpenApproval effect);

    @Nullable R end(EndApproval effect);

    @Nullable R remind(RemindApprovers effect);

    @Nullable R escalate(EscalateApproval effect);
  }

  /** Makes a record; gives its id. */
  record CreateRecord(String entity, ObjectNode values) implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.create(this);
    }
  }

  /** Makes records, together and with one statement for many. */
  record CreateRecords(String entity, List<ObjectNode> values) implements Effect {

    /** Copies the list. */
    public CreateRecords {
      values = List.copyOf(values);
    }

    @Override
    public <R> @Nullable R accept(Visitor<R> visitor) {
      return visitor.createMany(this);
    }
  }

  /** Changes a record; gives its id. */
  record ChangeRecord(String entity, UUID id, ObjectNode values) implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.change(this);
    }
  }

  /**
   * Changes the records of a natural key or makes them; gives the id of the first.
   *
   * @param values of each record, at least one
   */
  record UpsertRecords(String entity, List<String> key, List<ObjectNode> values) implements Effect {

    /** Copies the lists. */
    public UpsertRecords {
      key = List.copyOf(key);
      values = List.copyOf(values);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.upsert(this);
    }
  }

  /** Moves a record to the recycle bin. */
  record DeleteRecord(String entity, UUID id) implements Effect {
    @Override
    public <R> @Nullable R accept(Visitor<R> visitor) {
      return visitor.delete(this);
    }
  }

  /** Puts tags on a record and takes others off. */
  record ChangeTags(String entity, UUID id, String field, List<String> add, List<String> remove)
      implements Effect {

    /** Copies the lists. */
    public ChangeTags {
      add = List.copyOf(add);
      remove = List.copyOf(remove);
    }

    @Override
    public <R> @Nullable R accept(Visitor<R> visitor) {
      return visitor.tag(this);
    }
  }

  /**
   * Writes one of the candidates into a field: the one with the fewest records, among equals the
   * one whose turn at this node is longest ago. Gives who it is.
   *
   * @param isByLoad whether records are counted
   * @param load which records count, over the fields of the entity; null for all
   */
  record Assign(
      String entity,
      UUID id,
      String field,
      List<UUID> candidates,
      boolean isByLoad,
      @Nullable Expression load)
      implements Effect {

    /** Copies the list. */
    public Assign {
      candidates = List.copyOf(candidates);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.assign(this);
    }
  }

  /**
   * Starts another workflow; gives how many executions of it began.
   *
   * @param entity key of the entity of the records, or null where it is about none
   * @param records one execution for each; empty with no entity
   */
  record StartWorkflow(String workflow, @Nullable String entity, List<UUID> records)
      implements Effect {

    /** Copies the list. */
    public StartWorkflow {
      records = List.copyOf(records);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.start(this);
    }
  }

  /**
   * Resumes this step for each change of a record that then has a value; the ids come as {@code
   * records}.
   *
   * @param field id of the field
   * @param value a text, or the id of a reference
   */
  record AwaitRecord(String entity, int field, String value) implements Effect {
    @Override
    public <R> @Nullable R accept(Visitor<R> visitor) {
      return visitor.await(this);
    }
  }

  /**
   * People chosen by role and unit.
   *
   * @param users named users; empty for all
   * @param role key, or null for any
   * @param orgUnit unit within which they are, or null for all
   */
  record People(List<UUID> users, @Nullable String role, @Nullable UUID orgUnit) {

    /** Copies the list. */
    public People {
      users = List.copyOf(users);
    }
  }

  /**
   * Gives people something to do; gives the task's id.
   *
   * @param assignee who shall do it, or null for the first of the candidates who takes it
   * @param outcomes what they may answer, value and label of each; empty for done
   * @param reminder when they are reminded, or null for never
   */
  record OpenTask(
      String title,
      String description,
      @Nullable UUID assignee,
      People candidates,
      @Nullable Instant due,
      ArrayNode outcomes,
      @Nullable Reminder reminder)
      implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.open(this);
    }
  }

  /**
   * How people are reminded of a task.
   *
   * @param first when first
   * @param isOverdue whether they are told when it is overdue
   * @param escalation who gets it when it is overdue, or null for nobody else
   */
  record Reminder(Instant first, boolean isOverdue, @Nullable People escalation) {}

  /** Takes back the open tasks of this step. */
  record CloseTasks() implements Effect {
    @Override
    public <R> @Nullable R accept(Visitor<R> visitor) {
      return visitor.close(this);
    }
  }

  /**
   * Puts a message into the outbox, through the contact gate; gives what became of it: {@code
   * state}, {@code reason} and {@code at}.
   *
   * @param channel id of the channel
   * @param recipient address in the channel: a phone number, a user's id …
   * @param link path of a page of this application that it opens, or empty
   * @param purpose what it is for
   * @param once what it is about: a message of the channel about the same goes out once; empty for
   *     one in each step
   * @param isTrial whether only the gate is asked and nothing goes out
   */
  record SendMessage(
      String channel,
      String recipient,
      String title,
      String body,
      String template,
      Map<String, String> parameters,
      String link,
      MessagePurpose purpose,
      String once,
      boolean isTrial)
      implements Effect {
    /** Copies the parameters. */
    public SendMessage {
      parameters = Map.copyOf(parameters);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.send(this);
    }
  }

  /**
   * Calls a program, after this step's transaction and outside of any; resumes the step with the
   * answer as {@code status} and {@code text}, or with a problem. Every try has the step's id as
   * its key.
   *
   * @param connector key
   * @param path below the connector's address, escaped
   * @param query escaped, or empty
   * @param body JSON, or empty
   * @param longest how long a try may take
   * @param accepted statuses besides 200 to 299 that are answers
   */
  record CallService(
      String connector,
      String method,
      String path,
      String query,
      String body,
      Duration longest,
      List<Integer> accepted)
      implements Effect {
    /** Copies the list. */
    public CallService {
      accepted = List.copyOf(accepted);
    }

    @Override
    public <R> @Nullable R accept(Visitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /** Asks people to approve; gives the approval's id. */
  record OpenApproval(ApprovalRequest request) implements Effect {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ask(this);
    }
  }

  /** Ends the approval of this step without its people, and takes back their tasks. */
  record EndApproval(boolean isApproved) implements Effect {
    @Override
    public <R> @Nullable R accept(Visitor<R> visitor) {
      return visitor.end(this);
    }
  }

  /** Reminds those who have not answered the approval of this step. */
  record RemindApprovers() implements Effect {
    @Override
    public <R> @Nullable R accept(Visitor<R> visitor) {
      return visitor.remind(this);
    }
  }

  /** Gives what is open of the approval of this step to other people. */
  record EscalateApproval(People to) implements Effect {
    @Override
    public <R> @Nullable R accept(Visitor<R> visitor) {
      return visitor.escalate(this);
    }
  }
}
