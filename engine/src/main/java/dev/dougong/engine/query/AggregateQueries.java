package dev.dougong.engine.query;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.access.Access;
import java.io.IOException;

/**
 * Aggregates over the records that a reader may see, one statement each. Refuses with a {@code
 * ProblemException}. Thread-safe.
 */
@FunctionalInterface
public interface AggregateQueries {

  /**
   * Writes {@code {"columns":[{"key","kind"}],"rows":[{key:value}],"truncated"}}; a reference is
   * {@code {"id","label"}}, a bucket the first day (or moment) of its part of the calendar.
   */
  void query(Access access, AggregateQuery query, JsonGenerator out) throws IOException;
}
