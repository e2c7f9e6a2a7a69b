package dev.dougong.engine.dataimport.internal;

import dev.dougong.engine.dataimport.RowOutcome;
import dev.dougong.engine.problem.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a row.
 *
 * @param version of the record afterwards; 0 where there is none
 * @param key values by which the record is known, as text, or null
 */
record RowResult(
    int number,
    RowOutcome outcome,
    @Nullable UUID record,
    long version,
    @Nullable String key,
    List<Problem> problems) {

  static RowResult failed(int number, @Nullable String key, List<Problem> problems) {
    return new RowResult(number, RowOutcome.FAILED, null, 0, key, problems);
  }
}
