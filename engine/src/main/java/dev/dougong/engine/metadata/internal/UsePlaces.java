package dev.dougong.engine.metadata.internal;

import com.fasterxml.jackson.core.JsonPointer;
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

  private static final List<String> NAMES = List.of("key", "id", "entity", "field");

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
        (place, key) -> {
          boolean isLoose = kind.loosePart(place) != null;
          uses.add(new Use(place, path(document, place), key, false, isLoose, isDraft));
        });
    for (String place : expressions) {
      String text = document.at(place).asText();
      uses.add(new Use(place, path(document, place), text, true, false, isDraft));
    }
    return uses;
  }

  private static List<String> path(JsonNode document, String place) {
    List<String> path = new ArrayList<>();
    JsonNode here = document;
    for (JsonPointer at = JsonPointer.compile(place); !at.matches(); at = at.tail()) {
      String name = at.getMatchingProperty();
      JsonNode next = here.isArray() ? here.path(at.getMatchingIndex()) : here.path(name);
      path.add(here.isArray() ? entry(next, at.getMatchingIndex()) : name);
      here = next;
    }
    return path;
  }

  /** What an entry of a list is known by. */
  private static String entry(JsonNode entry, int index) {
    if (entry.isTextual()) {
      String text = entry.textValue();
      return text.startsWith("-") ? text.substring(1) : text;
    }
    for (String name : NAMES) {
      if (entry.path(name).isTextual()) {
        return entry.path(name).textValue();
      }
    }
    return String.valueOf(index + 1);
  }
}
