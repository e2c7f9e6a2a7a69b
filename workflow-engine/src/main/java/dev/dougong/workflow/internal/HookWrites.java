package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.dataimport.RowIntake;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.WriteOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes or finds the record that a delivery is about, in the caller's transaction. */
final class HookWrites {

  private final Records records;
  private final RowIntake intake;

  HookWrites(Records records, RowIntake intake) {
    this.records = records;
    this.intake = intake;
  }

  /**
   * The record of a delivery.
   *
   * @throws InputException where what it says is no right record
   */
  UUID write(Access access, ObjectNode document, JsonNode body) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : document.path("values").properties()) {
      values.set(entry.getKey(), entry.getValue());
    }
    for (Map.Entry<String, JsonNode> entry : document.path("mapping").properties()) {
      JsonNode value = body.at(entry.getValue().asText());
      if (!value.isMissingNode()) {
        values.set(entry.getKey(), value);
      }
    }
    String entity = document.path("entity").asText();
    String why = "hook:" + document.path("key").asText();
    if (!document.has("match")) {
      return records.create(access, entity, values, WriteOptions.ofDocument(why)).id();
    }
    List<String> key = new ArrayList<>();
    document.path("match").forEach(field -> key.add(field.asText()));
    if (document.has("defaults")) {
      return withDefaults(access, document, key, values, why);
    }
    return records
        .upsert(access, entity, key, List.of(values), WriteOptions.ofDocument(why))
        .get(0)
        .record()
        .id();
  }

  /** A new record gets the defaults, too; one that is found keeps what it has there. */
  private UUID withDefaults(
      Access access, ObjectNode document, List<String> key, ObjectNode values, String why) {
    Entity entity = access.metadata().entity(document.path("entity").asText());
    Map<String, String> texts = new LinkedHashMap<>();
    document
        .path("defaults")
        .properties()
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    values.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText("")));
    List<Field> fields =
        key.stream().map(name -> Objects.requireNonNull(entity.field(name), name)).toList();
    RowIntake.Judge judge =
        (number, given, present) -> {
          Map<Field, @Nullable Object> changes = new LinkedHashMap<>();
          given.forEach(
              (field, value) -> {
                boolean isTold = values.has(field.key());
                if (isTold && !Objects.equals(value, present.values().get(field))) {
                  changes.put(field, value);
                }
              });
          return new RowIntake.Verdict(changes, List.of());
        };
    RowIntake.Taken taken =
        intake
            .take(access, entity, fields, List.of(new RowIntake.Row(0, texts, null)), judge, why)
            .get(0);
    if (taken.record() == null) {
      throw new InputException(taken.problems());
    }
    return taken.record();
  }
}
