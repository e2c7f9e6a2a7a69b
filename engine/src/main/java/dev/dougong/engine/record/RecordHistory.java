package dev.dougong.engine.record;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.access.Access;
import java.io.IOException;
import java.time.Instant;
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
