package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.workflow.node.NodeTypes;
import dev.dougong.workflow.trigger.Occasion;
import dev.dougong.workflow.trigger.TriggerTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published workflows of the newest snapshot of each workspace, compiled at first use, and
 * older versions that executions still have. Thread-safe.
 */
final class Workflows {

  private static final Logger LOG = LoggerFactory.getLogger(Workflows.class);
  private static final int OLD_VERSIONS = 500;

  private final NodeTypes nodes;
  private final TriggerTypes triggers;
  private final Evaluator evaluator;
  private final Versions versions;
  private final Map<SqlName, Published> published = new ConcurrentHashMap<>();

  Workflows(NodeTypes nodes, TriggerTypes triggers, Evaluator evaluator, Versions versions) {
    this.nodes = nodes;
    this.triggers = triggers;
    this.evaluator = evaluator;
    this.versions = versions;
  }

  /** What a snapshot publishes. */
  static final class Published {
    private final Metadata metadata;
    private final Map<String, CompiledWorkflow> byKey = new TreeMap<>();
    private final Map<Integer, List<CompiledWorkflow>> byEntity = new HashMap<>();
    private final List<CompiledWorkflow> timed = new ArrayList<>();
    private final List<CompiledWorkflow> scheduled = new ArrayList<>();
    private final Map<String, List<CompiledWorkflow>> bySegment = new HashMap<>();
    private final Map<String, List<CompiledWorkflow>> byHook = new HashMap<>();
    private final Map<String, CompiledWorkflow> old = new ConcurrentHashMap<>();

    Published(Metadata metadata) {
      this.metadata = metadata;
    }

    /** The workflow of the key, or null. */
    @Nullable CompiledWorkflow find(String key) {
      return byKey.get(key);
    }

    /** Those with a trigger by time. */
    List<CompiledWorkflow> timed() {
      return Collections.unmodifiableList(timed);
    }

    /** All, in the order of their keys. */
    List<CompiledWorkflow> all() {
      return List.copyOf(byKey.values());
    }

    /** Those that the clock starts. */
    List<CompiledWorkflow> scheduled() {
      return Collections.unmodifiableList(scheduled);
    }

    /** Those that watch who enters or leaves a segment. */
    List<CompiledWorkflow> watching(String segment) {
      return bySegment.getOrDefault(segment, List.of());
    }

    /** Those that deliveries to a hook start. */
    List<CompiledWorkflow> delivered(String hook) {
      return byHook.getOrDefault(hook, List.of());
    }

    /** Those that want to hear of writes to an entity; null where there are none. */
    @Nullable List<CompiledWorkflow> listening(int entity) {
      return byEntity.get(entity);
    }

    private void add(CompiledWorkflow workflow) {
      byKey.put(workflow.key(), workflow);
      Entity heard = workflow.model().heard();
      Occasion occasion = workflow.model().occasion();
      boolean isHeard = occasion instanceof Occasion.Changed || occasion instanceof Occasion.Due;
      if (heard != null && isHeard) {
        byEntity.computeIfAbsent(heard.id(), id -> new ArrayList<>()).add(workflow);
      }
      if (occasion instanceof Occasion.Due) {
        timed.add(workflow);
      } else if (occasion instanceof Occasion.Scheduled) {
        scheduled.add(workflow);
      } else if (occasion instanceof Occasion.Membership membership) {
        bySegment.computeIfAbsent(membership.segment(), key -> new ArrayList<>()).add(workflow);
      } else if (occasion instanceof Occasion.Delivered delivered) {
        byHook.computeIfAbsent(delivered.hook(), key -> new ArrayList<>()).add(workflow);
      }
    }
  }

  /** What the snapshot publishes; cheap after the first call. */
  Published of(Metadata metadata) {
    SqlName schema = metadata.workspace().schema();
    Published known = published.get(schema);
    if (known != null && known.metadata == metadata) {
      return known;
    }
    Published fresh = new Published(metadata);
    for (ObjectNode document : metadata.documents("workflow").values()) {
      try {
        fresh.add(CompiledWorkflow.of(document, nodes, triggers, evaluator, metadata));
      } catch (RuntimeException e) {
        LOG.error("Workflow {} cannot be used", document.path("key").asText(), e);
      }
    }
    if (known == null || known.metadata.version() <= metadata.version()) {
      published.put(schema, fresh);
    }
    return fresh;
  }

  /** The version that an execution has, under today's snapshot and its keys. */
  CompiledWorkflow version(Metadata metadata, StepRow.ExecutionRow execution) {
    CompiledWorkflow current = of(metadata).find(execution.workflow());
    if (current != null && current.digest().equals(execution.digest())) {
      versions.isCommitted(current);
      return current;
    }
    return version(metadata, execution.workflow(), execution.digest());
  }

  /** A version that is kept, under today's snapshot and its keys. */
  CompiledWorkflow version(Metadata metadata, String workflow, String digest) {
    Published now = of(metadata);
    String name = workflow + " " + digest;
    CompiledWorkflow known = now.old.get(name);
    if (known == null) {
      if (now.old.size() > OLD_VERSIONS) {
        now.old.clear();
      }
      known =
          CompiledWorkflow.of(
              versions.today(metadata, workflow, digest), nodes, triggers, evaluator, metadata);
      now.old.put(name, known);
    }
    return known;
  }
}
