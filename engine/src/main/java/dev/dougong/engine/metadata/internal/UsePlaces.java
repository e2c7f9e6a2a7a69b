package dev.dougong.engine.metadata.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.UseSink;
import dev.dougong.engine.metadata.impact.Subject;
import dev.dougong.engine.metadata.impact.Use;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Notes at which places of one document a subject is named. */
final class UsePlaces implements UseSink {

  private final Subject subject;
  private final Set<Integer> fields;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Set<String> expressions = new LinkedHashSet<>();

  UsePlaces(Subject subject) {
    this.subject = subject;
    this.fields = subject.fields();
  }

  @Override
  public void entity(String key, String place) {
    if (subject.field() == null && key.equals(subject.entity().key())) {
      names.put(place, key);
    }
  }

  @Override
  public void field(int id, String place) {
    Field named = subject.named();
    if (named != null && named.id() == id) {
      names.put(place, named.key());
    }
  }

  @Override
  public void expression(Collection<Integer> ids, String place) {
    if (!Collections.disjoint(fields, ids)) {
      expressions.add(place);
    }
  }

  /** The uses in a document, in the order in which they were told. */
  List<Use> in(JsonNode document, DocumentKind kind, boolean isDraft) {
    List<Use> uses = new ArrayList<>();
    names.forEach(
        (place, key) ->
            uses.add(new Use(place, key, false, kind.loosePart(place) != null, isDraft)));
    expressions.forEach(
        place -> uses.add(new Use(place, document.at(place).asText(), true, false, isDraft)));
    return uses;
  }
}
