package dev.dougong.engine.personal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.value.Label;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * All that is stored of a person: records of entities that say so, what they were merged from or
 * became, what points at them, and what hangs on them. Needs the right to erase on the entities of
 * all records that are the person, and refuses with a {@code ProblemException} else. Thread-safe.
 */
public interface PersonalRecords {

  /** Records that one person may be; more is a mistake in the data and refused. */
  int MAX_PERSONS = 100;

  /** What is stored, counted. */
  Told tell(Access access, String entity, UUID record);

  /**
   * Writes a copy as a zip: {@code data.json} for programs, {@code index.html} for people, and the
   * files. The caller closes the stream.
   */
  void copy(Access access, String entity, UUID record, OutputStream out) throws IOException;

  /**
   * Empties all personal fields of the person's records and of what points at them, their history,
   * comments, files, imports, executions and messages, and every other place that quotes a number
   * or address of theirs; whole or not at all. The records stay, so that figures do not move. The
   * audit log tells that it happened, and the chain stays whole. Again does no harm.
   */
  Erased erase(Access access, String entity, UUID record);

  /** Erasures since a moment, oldest first. */
  List<Erasure> ledger(Instant since);

  /**
   * Erases again what was erased after the backup that this workspace was restored from. Those that
   * it knows already are passed over; each of the others is a transaction.
   *
   * @param access of the engine
   * @return how many were not known
   */
  int reapply(Access access, List<Erasure> ledger);

  /**
   * Erases again what a restore brought back; for each start, before anybody reads.
   *
   * @param access of the engine
   * @return how many people were brought back
   */
  int reapplyDue(Access access);

  /**
   * What is stored.
   *
   * @param records that are the person, the asked one first
   * @param related records that point at them
   * @param traces what hangs on any of them; kinds of which there is nothing are left out
   */
  record Told(List<Held> records, List<Count> related, List<Count> traces) {

    /** Copies the lists. */
    public Told {
      records = List.copyOf(records);
      related = List.copyOf(related);
      traces = List.copyOf(traces);
    }
  }

  /**
   * A record that is the person.
   *
   * @param title what it is called; empty where it has no name
   * @param fields keys of its personal fields that hold something
   */
  record Held(String entity, UUID id, String title, boolean isDeleted, List<String> fields) {

    /** Copies the list. */
    public Held {
      fields = List.copyOf(fields);
    }
  }

  /** How many there are of a kind: an entity, or a trace. */
  record Count(String kind, Label label, long count) {}

  /**
   * What an erasure did.
   *
   * @param records whose fields were emptied
   * @param changes of the history that were blanked
   * @param elsewhere rows in other places
   */
  record Erased(UUID id, int records, int changes, int elsewhere) {}
}
