package dev.dougong.engine.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a record, for people. Who may read the record as it is may read its past, as far
 * as its fields are open to them; a change of which nothing is open is not there. Fields stand
 * under the keys and labels that they have now; those that were removed are shown to
 * administrators, with the label that they had last. Refuses with a {@code ProblemException}.
 * Thread-safe.
 */
public interface RecordHistory {

  /**
   * Writes {@code
   * {"items":[{"seq","at","by","op","why","whyLabel","version","fields":[{"key","label",
   * "before","after"}]}],"next"}}, the newest first.
   *
   * @param after {@code next} of the page before, or null for the newest
   * @param limit changes at the most, 1 to 200
   */
  void changes(
      Access access, String entity, UUID id, @Nullable String after, int limit, JsonGenerator out)
      throws IOException;

  /**
   * Changes of all records that are open to the reader's rights on fields, the newest first; for
   * the audit log, which only administrators read. Row rules are not asked.
   *
   * @param before number of the last change of the page before, or null for the newest
   */
  List<LoggedChange> log(Access access, LogChoice choice, @Nullable Long before, int limit);

  /**
   * A change of some record.
   *
   * @param entity key, or null where the entity is gone
   * @param json the members of an item of {@link #changes} besides when and who
   */
  record LoggedChange(
      long seq,
      Instant at,
      @Nullable UUID actor,
      @Nullable String entity,
      UUID record,
      JsonNode json) {}

  /**
   * Which changes; null means any.
   *
   * @param since from this moment on
   * @param until before this moment
   * @param words in a value before or after, whatever their case
   */
  record LogChoice(
      @Nullable UUID actor,
      @Nullable String entity,
      @Nullable UUID record,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable String words) {}

  /**
   * Writes the record as it was at an instant; not found where it was not there. Fields that are
   * computed at reading are left out.
   */
  void asOf(Access access, String entity, UUID id, Instant at, JsonGenerator out)
      throws IOException;

  /**
   * Writes the times in which a field had each of its values, oldest first: for a stage, when each
   * was entered and left. {@code {"items":[{"value","from","until","by"}],"next":null}}; {@code
   * until} is null for what still stands.
   */
  void spans(Access access, String entity, UUID id, String field, JsonGenerator out)
      throws IOException;
}
