package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sql.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The published segments of the newest snapshot of each workspace, checked once. Thread-safe. */
final class Segments {

  private static final Logger LOG = LoggerFactory.getLogger(Segments.class);

  private final Map<SqlName, Published> published = new ConcurrentHashMap<>();

  private record Published(Metadata metadata, List<Segment> segments) {}

  /**
   * A segment.
   *
   * @param rule what its members depend on, as text; another one means other members
   * @param tagField field of tags that it keeps, or null
   * @param tag the tag; empty where it keeps none
   */
  record Segment(
      String key,
      Entity entity,
      Expression filter,
      String rule,
      @Nullable Field tagField,
      String tag) {}

  /** What the snapshot publishes; cheap after the first call. */
  List<Segment> of(Metadata metadata) {
    SqlName schema = metadata.workspace().schema();
    Published known = published.get(schema);
    if (known != null && known.metadata() == metadata) {
      return known.segments();
    }
    List<Segment> all = new ArrayList<>();
    for (ObjectNode document : metadata.documents("segment").values()) {
      try {
        all.add(segment(metadata, document));
      } catch (RuntimeException e) {
        LOG.error("Segment {} cannot be used", document.path("key").asText(), e);
      }
    }
    Published fresh = new Published(metadata, List.copyOf(all));
    if (known == null || known.metadata().version() <= metadata.version()) {
      published.put(schema, fresh);
    }
    return fresh.segments();
  }

  private static Segment segment(Metadata metadata, ObjectNode document) {
    Entity entity = metadata.entity(document.path("entity").asText());
    Expression filter =
        new Expressions()
            .check(document.path("filter").asText(), entity.scope(), ValueType.BOOLEAN)
            .orThrow();
    String tagField = document.at("/tag/field").asText("");
    return new Segment(
        document.path("key").asText(),
        entity,
        filter,
        entity.id() + " " + metadata.zone() + " " + filter,
        tagField.isEmpty() ? null : entity.field(tagField),
        document.at("/tag/value").asText(""));
  }
}
