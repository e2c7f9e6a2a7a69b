package dev.dougong.engine.dataimport;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows of another system into records, with the cleaning of imports: spellings, synonyms,
 * references by natural key. Runs in the caller's transaction; a row that is wrong keeps no other
 * back. Thread-safe.
 */
public interface RowIntake {

  /**
   * Writes rows.
   *
   * @param key fields by which a record is known that no row is bound to yet: a natural key or a
   *     unique field; empty where there are none
   * @param judge asked for each record that is there already
   * @param why shown in history
   * @return what became of the rows, by their numbers
   */
  List<Taken> take(
      Access access, Entity entity, List<Field> key, List<Row> rows, Judge judge, String why);

  /**
   * A row.
   *
   * @param number tells rows apart; no two of one call have the same
   * @param values texts by field key; blank empties the field, what is absent is not told
   * @param record the record it is bound to, or null where the key finds it
   */
  record Row(int number, Map<String, String> values, @Nullable UUID record) {
    /** Copies the values and keeps their order. */
    public Row {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /**
   * A record as it is, locked.
   *
   * @param values of the fields that the row names; absent means null
   */
  record Present(UUID id, Instant updatedAt, Map<Field, Object> values) {}

  /** Decides what a row changes. */
  @FunctionalInterface
  interface Judge {

    /** Sees the clean values of a row, null for emptied fields. */
    Verdict judge(int number, Map<Field, @Nullable Object> given, Present present);
  }

  /**
   * What a row changes.
   *
   * @param values the new values by field; empty for none
   * @param problems why nothing is written, or empty
   */
  record Verdict(Map<Field, @Nullable Object> values, List<Problem> problems) {}

  /**
   * What became of a row.
   *
   * @param record the record that it made, changed or met, or null
   * @param given its clean values, null for emptied fields
   */
  record Taken(
      int number,
      RowOutcome outcome,
      @Nullable UUID record,
      Map<Field, @Nullable Object> given,
      List<Problem> problems) {}
}
