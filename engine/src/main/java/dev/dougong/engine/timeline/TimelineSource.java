package dev.dougong.engine.timeline;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.sql.Sql;
import java.io.IOException;
import java.util.List;

/**
 * A place that knows something of what happened around a record. Found by {@code
 * Instance<TimelineSource>}; open: nothing else learns its name. Thread-safe.
 */
public interface TimelineSource {

  /**
   * A select that becomes a part of the one statement of the timeline. It gives {@code at
   * timestamptz, key text, actor uuid, content jsonb} under these names, unordered, holds all
   * rights of the reader, and touches a bounded number of rows or an index by the record.
   *
   * @param kind what people filter by; the same of several parts means one filter
   */
  record Part(String kind, Sql select) {}

  /** The parts that the reader may see; empty where there are none. */
  List<Part> parts(TimelineAbout about);

  /**
   * Prepares to write the rows of a page that came from this source's parts; what they need besides
   * is read here with a fixed number of statements.
   */
  Writer writer(TimelineAbout about, List<TimelineRow> rows) throws IOException;

  /** Writes what stands in an entry besides kind, time and actor. */
  @FunctionalInterface
  interface Writer {
    /** Writes members into the open object. */
    void write(TimelineRow row, JsonGenerator out) throws IOException;
  }
}
