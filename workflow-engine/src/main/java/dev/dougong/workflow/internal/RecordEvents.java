package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.event.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events over the write path of records, by the natural key of the event. Thread-safe. */
final class RecordEvents implements Events {

  private final Records records;

  RecordEvents(Records records) {
    this.records = records;
  }

  @Override
  public List<UUID> take(Access access, @Nullable String stream, List<Event> events) {
    if (events.isEmpty() || events.size() > MOST) {
      throw new InputException(Problem.at("/events", "event.count").with("limit", MOST));
    }
    ObjectNode document = stream(access, stream);
    String id = document.path("id").asText();
    List<ObjectNode> values = new ArrayList<>();
    for (Event event : events) {
      ObjectNode one = event.values().deepCopy();
      one.put(id, event.id());
      one.put(document.path("event").asText(), event.event());
      one.set(document.path("subject").asText(), event.subject());
      if (event.at() != null) {
        one.put(document.path("at").asText(), ValueJson.text(event.at()));
      }
      values.add(one);
    }
    WriteOptions options = new WriteOptions(null, "event:" + document.path("key").asText());
    return records
        .upsert(access, document.path("entity").asText(), List.of(id), values, options)
        .stream()
        .map(done -> done.record().id())
        .toList();
  }

  private static ObjectNode stream(Access access, @Nullable String stream) {
    Map<String, ObjectNode> all = access.metadata().documents("eventStream");
    ObjectNode document =
        stream != null ? all.get(stream) : all.size() == 1 ? all.values().iterator().next() : null;
    if (document == null) {
      throw new InputException(
          Problem.at("/stream", "event.unknownStream")
              .with("value", stream == null ? "" : stream)
              .with("known", List.copyOf(all.keySet())));
    }
    return document;
  }
}
