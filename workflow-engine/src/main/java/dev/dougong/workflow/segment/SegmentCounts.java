package dev.dougong.workflow.segment;

import dev.dougong.engine.access.Access;
import java.util.Map;

/** How many records are in the segments. For administrators; others get {@code notFound}. */
@FunctionalInterface
public interface SegmentCounts {

  /** Members by key of the segment; those without any are missing. */
  Map<String, Long> of(Access access);
}
