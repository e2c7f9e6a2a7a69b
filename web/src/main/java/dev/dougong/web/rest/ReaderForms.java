package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.FormVariants;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The forms of a reader. */
final class ReaderForms {

  private ReaderForms() {}

  /** Whether some form is for the people of some units only. */
  static boolean areForSomeUnits(Metadata metadata) {
    return metadata.documents("form").values().stream()
        .anyMatch(form -> !form.path("units").isEmpty());
  }

  /** Published forms that are the reader's, by entity those for their roles first. */
  static Collection<ObjectNode> of(Access access) {
    Map<String, ObjectNode> all = access.metadata().documents("form");
    Map<String, Map<String, Set<String>>> byEntity = new LinkedHashMap<>();
    all.forEach(
        (key, form) -> {
          byEntity
              .computeIfAbsent(form.path("entity").asText(), entity -> new LinkedHashMap<>())
              .put(key, FormVariants.audience(form));
        });
    List<ObjectNode> mine = new ArrayList<>();
    for (Map<String, Set<String>> forms : byEntity.values()) {
      FormVariants.of(forms, FormVariants.of(access.evaluation()))
          .forEach(key -> mine.add(Objects.requireNonNull(all.get(key), key)));
    }
    return mine;
  }
}
