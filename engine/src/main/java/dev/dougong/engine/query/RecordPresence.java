package dev.dougong.engine.query;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.metadata.Entity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells whether a reader may see any record that meets a condition. Thread-safe. */
@FunctionalInterface
public interface RecordPresence {

  /**
   * Records that are looked for.
   *
   * @param condition checked in the {@link ReaderScope} of the reader, or null for any record
   */
  record Wanted(Entity entity, @Nullable Expression condition) {}

  /**
   * Whether there is one of each, in the order of the questions. Nothing is counted: each look ends
   * at the first record. What is in the recycle bin is not there.
   */
  List<Boolean> of(Access access, List<Wanted> wanted);
}
