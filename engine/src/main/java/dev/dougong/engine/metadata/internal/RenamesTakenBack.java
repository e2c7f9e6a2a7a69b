package dev.dougong.engine.metadata.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.publish.PublishTarget;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entity whose field has again the key that it had before: by an undone step, or by an earlier
 * version that was taken up again. Such a document knows nothing of the key in between, and without
 * it the field would be a new one and its values gone.
 */
final class RenamesTakenBack {

  private RenamesTakenBack() {}

  /** The targets, in which such fields say which key they had last. */
  static List<PublishTarget> in(List<PublishTarget> targets, Metadata before) {
    return targets.stream().map(target -> in(target, before)).toList();
  }

  private static PublishTarget in(PublishTarget target, Metadata before) {
    String content = target.content();
    Entity entity =
        content == null || !target.name().kind().equals("entity")
            ? null
            : before.findEntity(target.name().key());
    if (entity == null || content == null) {
      return target;
    }
    ObjectNode document = DocumentJson.read(content);
    if (!say(document.path("fields"), entity.fields())) {
      return target;
    }
    String text = DocumentJson.write(document);
    return new PublishTarget(
        target.name(), text, target.owner(), target.base(), target.local() == null ? null : text);
  }

  private static boolean say(JsonNode fields, List<Field> published) {
    Set<String> taken = new HashSet<>();
    for (JsonNode field : fields) {
      taken.add(field.path("key").asText());
      field.path("formerKeys").forEach(key -> taken.add(key.asText()));
    }
    boolean isChanged = false;
    for (JsonNode field : fields) {
      String key = field.path("key").asText();
      Field same = find(published, key);
      if (same != null) {
        isChanged |= say(field.path("fields"), same.rowFields());
      } else if (field instanceof ObjectNode object && field.path("formerKeys").isEmpty()) {
        String last = last(published, key, taken);
        if (last != null) {
          object.putArray("formerKeys").add(last);
          isChanged = true;
        }
      }
    }
    return isChanged;
  }

  private static @Nullable Field find(List<Field> fields, String key) {
    return fields.stream().filter(field -> field.key().equals(key)).findFirst().orElse(null);
  }

  /** The key of a published field that had the key before, and of which nothing else is said. */
  private static @Nullable String last(List<Field> published, String key, Set<String> taken) {
    return published.stream()
        .filter(field -> field.definition().formerKeys().contains(key))
        .map(Field::key)
        .filter(last -> !taken.contains(last))
        .findFirst()
        .orElse(null);
  }
}
