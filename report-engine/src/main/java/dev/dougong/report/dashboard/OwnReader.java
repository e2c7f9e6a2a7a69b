package dev.dougong.report.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.value.Label;
import dev.dougong.report.dashboard.OwnDashboards.OwnDashboard;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Own dashboards as their person may know them today. Thread-safe. */
final class OwnReader {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int ID_LENGTH = 36;

  private final OwnDashboards store;
  private final DashboardReader reader;

  OwnReader(OwnDashboards store, DashboardReader reader) {
    this.store = store;
    this.reader = reader;
  }

  /** What was made of a content under the same rights, whoever keeps such a one. */
  private record Place(ObjectNode content, Set<String> closed) {}

  List<Dashboard> list(Access access, Set<String> closed) {
    return store.list(access).stream().map(own -> read(access, own, closed)).toList();
  }

  /** The own one whose id the key is; keys of documents never look like ids. */
  Optional<OwnDashboard> find(Access access, String key) {
    UUID id = id(key);
    return id == null ? Optional.empty() : Optional.ofNullable(store.find(access, id));
  }

  /** One of which nothing is left is there all the same, so that its person can delete it. */
  Dashboard read(Access access, OwnDashboard own, Set<String> closed) {
    Optional<Dashboard> known =
        access.kept(
            new Place(own.content(), closed),
            kept -> true,
            () ->
                Optional.ofNullable(reader.read(access, document(access, own.content()), closed)));
    return new Dashboard(
        own.id().toString(),
        new Label(Map.of("zh", own.name(), "en", own.name())),
        true,
        known.map(Dashboard::widgets).orElse(List.of()),
        known.map(Dashboard::filters).orElse(List.of()));
  }

  /** With the keys of today. */
  private static ObjectNode document(Access access, ObjectNode content) {
    ObjectNode document = JSON.objectNode();
    document.set("widgets", content.path("widgets"));
    for (JsonNode filter : content.path("filters")) {
      Entity entity = access.metadata().findEntity(filter.path("entity").intValue());
      Field field = entity == null ? null : entity.findField(filter.path("field").intValue());
      if (entity != null && field != null) {
        document
            .withArrayProperty("filters")
            .addObject()
            .put("entity", entity.key())
            .put("field", field.key());
      }
    }
    return document;
  }

  private static @Nullable UUID id(String key) {
    try {
      return key.length() == ID_LENGTH ? UUID.fromString(key) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
