package dev.dougong.engine.timeline;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.access.Access;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happened around a record, the newest first, with the reader's rights: what they
 * may not see is not there and is not counted. Refuses with a {@code ProblemException}; a record
 * that may not be read does not exist. Thread-safe.
 */
public interface Timeline {

  /** Most entries of a page. */
  int LONGEST_PAGE = 100;

  /**
   * Writes {@code {"items":[{"kind","at","by",…}],"next","kinds":[…]}}; {@code kinds} names all
   * that the reader may ask for here. What an entry holds besides is told by its source.
   *
   * @param kinds only these; empty for all
   * @param after {@code next} of the page before, or null for the newest
   * @param limit entries at the most, 1 to 100
   */
  void page(
      Access access,
      String entity,
      UUID id,
      List<String> kinds,
      @Nullable String after,
      int limit,
      JsonGenerator out)
      throws IOException;
}
