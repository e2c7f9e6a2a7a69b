package dev.dougong.workflow.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import java.util.List;
import java.util.UUID;

/**
 * Why the published workflows about a record started for it, or did not. For administrators; others
 * get {@code notFound}. Thread-safe.
 */
public interface Reasons {

  /** One for each workflow that is about records of the entity, in the order of their keys. */
  List<Reason> of(Access access, String entity, UUID record);

  /**
   * What holds claims of the record and messages about it back, whatever the workflow: its pool,
   * and the gate of messages to customers.
   */
  List<Fact> about(Access access, String entity, UUID record);

  /** What is known of a workflow and a record. */
  record Reason(String workflow, List<Fact> facts) {

    /** Copies the list. */
    public Reason {
      facts = List.copyOf(facts);
    }
  }

  /**
   * Something that is known.
   *
   * @param details by name; moments as text, values as people read them
   */
  record Fact(What what, ObjectNode details) {}

  /** What is known, by its name in answers. */
  enum What {
    /** It stands still. {@code since}. */
    PAUSED("paused"),
    /** It started; the last time. {@code execution, status, at}. */
    STARTED("started"),
    /** It never started for the record. */
    NEVER("never"),
    /** It starts at a moment. {@code at}. */
    NEXT("next"),
    /** A moment started nothing; the last one. {@code due, at, reason}: late, when. */
    SKIPPED("skipped"),
    /** The field that it is counted from is empty. {@code field}. */
    NO_VALUE("noValue"),
    /** The field has another value than it waits for. {@code field, value, wanted}. */
    OTHER_VALUE("otherValue"),
    /** Its moment is over. {@code at}. */
    PAST("past"),
    /** Its condition, as the record is now. {@code isTrue, values}. */
    CONDITION("condition"),
    /** The record is in its segment. {@code segment, since}. */
    MEMBER("member"),
    /** The record is not in its segment. {@code segment, values}. */
    NO_MEMBER("noMember"),
    /** The record came by an import, which starts nothing. */
    IMPORTED("imported"),
    /** The record was made in another way than by the form that it listens to. */
    OTHER_WAY("otherWay"),
    /** A clock starts it, for all records that it chooses. {@code at}. */
    SCHEDULED("scheduled"),
    /** Whether it would choose the record as it is now. {@code isTrue, values}. */
    CHOSEN("chosen"),
    /** Its last message about the record waits. {@code since, at}. */
    MESSAGE_HELD("messageHeld"),
    /** Its last message about the record was not let out. {@code since, reason}. */
    MESSAGE_REFUSED("messageRefused"),
    /** Its last message about the record could not be sent. {@code since}. */
    MESSAGE_FAILED("messageFailed"),
    /** The pool of such records. {@code pool, label, owner, isOpen}. */
    POOL("pool"),
    /** Who had the record and may not claim it yet. {@code user, at}. */
    COOLING("cooling"),
    /** Who may claim no more today. {@code user, count, most}. */
    CLAIM_LIMIT("claimLimit"),
    /**
     * How many messages went to its customer within a week. {@code channel, label, count, most}.
     */
    CONTACTED("contacted"),
    /** The same, where that is as many as are let out. */
    CONTACT_LIMIT("contactLimit"),
    /** Messages to customers wait for the morning. {@code at}. */
    QUIET("quiet");

    private final String key;

    What(String key) {
      this.key = key;
    }

    /** As written in the API. */
    public String key() {
      return key;
    }
  }
}
