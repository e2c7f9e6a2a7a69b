package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.check.RenamedFields;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentSet;
import dev.dougong.engine.metadata.document.FormerKeys;
import dev.dougong.engine.metadata.document.UseSink;
import dev.dougong.workflow.check.WorkflowKind;
import dev.dougong.workflow.message.Channels;
import dev.dougong.workflow.node.NodeTypes;
import dev.dougong.workflow.trigger.TriggerTypes;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the documents of workflows name. Immutable and thread-safe. */
final class WorkflowNames {

  private final WorkflowKind kind;

  WorkflowNames(NodeTypes nodes, TriggerTypes triggers) {
    kind = new WorkflowKind(nodes, triggers, new Channels(List.of()));
  }

  /**
   * What a document names.
   *
   * @param fields ids
   * @param entities keys
   */
  record Named(Set<Integer> fields, Set<String> entities) {}

  Named in(ObjectNode document, Metadata metadata) {
    Named named = new Named(new HashSet<>(), new HashSet<>());
    UseSink sink =
        new UseSink() {
          @Override
          public void entity(String key, String place) {
            named.entities().add(key);
          }

          @Override
          public void field(int id, String place) {
            named.fields().add(id);
          }

          @Override
          public void expression(Collection<Integer> ids, String place) {
            named.fields().addAll(ids);
          }
        };
    Candidate candidate = new Candidate(new DocumentSet(List.of()), metadata, new Expressions());
    kind.references(named(document), candidate.heardBy(sink));
    return named;
  }

  private Document named(ObjectNode document) {
    return new Document(kind.id(), document.path("key").asText(), document);
  }

  /** Keys of the fields that a document names, by their ids. */
  Map<Integer, String> keys(ObjectNode document, Metadata metadata) {
    Set<Integer> ids = in(document, metadata).fields();
    Map<Integer, String> keys = new TreeMap<>();
    for (Entity entity : metadata.entities()) {
      collect(entity.fields(), ids, keys);
    }
    return keys;
  }

  private static void collect(List<Field> fields, Set<Integer> ids, Map<Integer, String> keys) {
    for (Field field : fields) {
      if (ids.contains(field.id())) {
        keys.put(field.id(), field.key());
      }
      collect(field.rowFields(), ids, keys);
    }
  }

  /**
   * A kept document with the keys of today.
   *
   * @param then which fields its keys meant, by id; what is not known means what it means today
   */
  ObjectNode today(ObjectNode document, Map<Integer, String> then, Metadata metadata) {
    FormerKeys former = RenamedFields.formerKeys(new HashMap<>(then), metadata);
    Candidate candidate =
        new Candidate(new DocumentSet(List.of()), metadata, new Expressions(), former);
    ObjectNode today = RenamedFields.follow(kind, named(document), candidate, former, true);
    return today == null ? document : today;
  }
}
