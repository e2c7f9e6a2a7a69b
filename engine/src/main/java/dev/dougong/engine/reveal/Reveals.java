package dev.dougong.engine.reveal;

import dev.dougong.engine.access.Access;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows masked values to who may uncover them, and keeps who did. Thread-safe. */
public interface Reveals {

  /**
   * A value that was uncovered.
   *
   * @param value as it is stored; null where there is none
   * @param shown as a person reads it
   */
  record Revealed(@Nullable String value, String shown) {}

  /**
   * That somebody uncovered a value.
   *
   * @param field key of the field, or its number where it is gone
   */
  record Noted(Instant at, UUID user, UUID record, String field) {}

  /**
   * Uncovers one value and notes it in the same transaction. Refuses with a {@code
   * ProblemException}: who may not read the record or uncover its values, fields that are not
   * masked, and more than a person needs (busy, with the seconds to wait).
   */
  Revealed reveal(Access access, String entity, UUID record, String field);

  /** The newest reveals of a record, for who may uncover its values themselves. */
  List<Noted> of(Access access, String entity, UUID record, int limit);
}
