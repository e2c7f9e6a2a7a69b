package dev.dougong.engine.query;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.record.EntityRecord;
import java.io.IOException;
import java.util.Collection;
import java.util.UUID;

/**
 * Reads records and streams them as JSON, never more than the access allows. A record that may not
 * be read does not exist. Refuses with a {@code ProblemException}. Thread-safe.
 */
public interface RecordQueries {

  /**
   * Writes one record.
   *
   * @return its version
   */
  long read(Access access, String entity, UUID id, JsonGenerator out) throws IOException;

  /**
   * Writes an array of those of the records that may be read, in the order of their ids.
   *
   * @param ids not more than a page would hold
   */
  void readAll(Access access, String entity, Collection<UUID> ids, JsonGenerator out)
      throws IOException;

  /** Writes {@code {"items":[…],"next":…,"count":…,"limit":…}}. */
  void list(Access access, ListQuery query, JsonGenerator out) throws IOException;

  /**
   * Writes a record that was just written, as {@link #read} would, labels of references included.
   */
  void write(Access access, EntityRecord record, JsonGenerator out) throws IOException;

  /**
   * Gives all rows of a list, page by page, in its order; limit and cursor of the query do not
   * count. Needs the right to export.
   */
  void export(Access access, ListQuery query, ExportSink sink) throws IOException;
}
