package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sql.SqlName;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The published syncs of the newest snapshot of each workspace, compiled once. Thread-safe. */
final class SyncPlans {

  private static final Logger LOG = LoggerFactory.getLogger(SyncPlans.class);

  private final Evaluator evaluator;
  private final Map<SqlName, Published> published = new ConcurrentHashMap<>();

  SyncPlans(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  private record Published(Metadata metadata, Map<String, SyncPlan> plans) {}

  /** A sync that may not be published; what its document says must be there. */
  SyncPlan trial(Metadata metadata, ObjectNode document) {
    return SyncPlan.of(document, metadata, evaluator);
  }

  /** What the snapshot publishes, by key; cheap after the first call. */
  Map<String, SyncPlan> of(Metadata metadata) {
    SqlName schema = metadata.workspace().schema();
    Published known = published.get(schema);
    if (known != null && known.metadata() == metadata) {
      return known.plans();
    }
    Map<String, SyncPlan> all = new TreeMap<>();
    for (ObjectNode document : metadata.documents("sync").values()) {
      try {
        all.put(document.path("key").asText(), SyncPlan.of(document, metadata, evaluator));
      } catch (RuntimeException e) {
        LOG.error("Sync {} cannot be used", document.path("key").asText(), e);
      }
    }
    Published fresh = new Published(metadata, Collections.unmodifiableMap(all));
    if (known == null || known.metadata().version() <= metadata.version()) {
      published.put(schema, fresh);
    }
    return fresh.plans();
  }
}
