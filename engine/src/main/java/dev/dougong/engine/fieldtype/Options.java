package dev.dougong.engine.fieldtype;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values between which a field chooses: a list of {@code {"value","label","synonyms","color",
 * "archived"}} in one of its options. Archived ones are no longer offered, but still read, so that
 * old records can be saved and old files imported. Synonyms are other words for a value; they are
 * understood wherever a value is written, and never shown.
 */
public final class Options {

  private static final int MOST_SHOWN = 10;
  private static final String SYNONYMS = "synonyms";

  /** Schema of the list, to be put into the schema of a type. */
  public static final String SCHEMA =
      """
      {"type":"array","minItems":1,"maxItems":500,"items":{"type":"object",
       "properties":{
        "value":{"type":"string","minLength":1,"maxLength":100},
        "label":{"type":"object","additionalProperties":{"type":"string","maxLength":200}},
        "synonyms":{"type":"array","maxItems":50,"items":{"type":"string","minLength":1,"maxLength":100}},
        "color":{"type":"string","maxLength":30},
        "archived":{"type":"boolean"}},
       "required":["value"],"additionalProperties":false}}
      """;

  private final JsonNode list;

  private Options(JsonNode list) {
    this.list = list;
  }

  /** The list in the option of the name; empty where there is none. */
  public static Options of(FieldDefinition field, String option) {
    JsonNode list = field.options().get(option);
    return new Options(list == null ? MissingNode.getInstance() : list);
  }

  /** The values in their order, archived ones included. */
  public List<String> values() {
    List<String> values = new ArrayList<>();
    list.forEach(option -> values.add(value(option)));
    return List.copyOf(values);
  }

  /** Whether there is nothing to choose from. */
  public boolean isEmpty() {
    return list.isEmpty();
  }

  /**
   * The value where it is one of the list or a synonym of one, else null and a problem that lists
   * near ones.
   */
  public @Nullable String known(String value, FieldParsing parsing) {
    if (find(value) != null) {
      return value;
    }
    String wanted = folded(value);
    for (JsonNode option : list) {
      if (isSynonym(option, wanted)) {
        return value(option);
      }
    }
    parsing.add(unknown(value));
    return null;
  }

  private static boolean isSynonym(JsonNode option, String wanted) {
    for (JsonNode synonym : option.path(SYNONYMS)) {
      if (folded(synonym.asText()).equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** The value that a person named by its value, its label in any language or a synonym. */
  public @Nullable String named(String text, FieldParsing parsing) {
    String wanted = folded(text);
    if (find(text.strip()) != null) {
      return text.strip();
    }
    for (JsonNode option : list) {
      if (folded(value(option)).equals(wanted)) {
        return value(option);
      }
      for (JsonNode label : option.path("label")) {
        if (folded(label.asText()).equals(wanted)) {
          return value(option);
        }
      }
    }
    for (JsonNode option : list) {
      if (isSynonym(option, wanted)) {
        return value(option);
      }
    }
    parsing.add(unknown(text));
    return null;
  }

  /** The label of the value for the reader, or the value itself where it has none. */
  public String label(String value, Locale locale) {
    JsonNode option = find(value);
    return option == null ? value : label(option.path("label")).in(locale, value);
  }

  /** Says which values stand in the list twice, and which synonyms mean two of them. */
  public void check(String place, ProblemSink problems) {
    Map<String, Integer> meanings = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      meanings.putIfAbsent(folded(value(list.get(i))), i);
    }
    for (int i = 0; i < list.size(); i++) {
      for (JsonNode label : list.get(i).path("label")) {
        meanings.putIfAbsent(folded(label.asText()), i);
      }
    }
    for (int i = 0; i < list.size(); i++) {
      JsonNode synonyms = list.get(i).path(SYNONYMS);
      for (int k = 0; k < synonyms.size(); k++) {
        String word = synonyms.get(k).asText();
        Integer other = meanings.putIfAbsent(folded(word), i);
        if (other != null && other != i) {
          problems.add(
              Problem.at(place + "/" + i + "/" + SYNONYMS + "/" + k, "fieldOption.synonymOfTwo")
                  .with("value", TextValues.shown(word)));
        }
      }
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      String value = value(list.get(i));
      if (!seen.add(value)) {
        problems.add(
            Problem.at(place + "/" + i + "/value", "fieldOption.repeatedValue")
                .with("value", TextValues.shown(value)));
      }
    }
  }

  private @Nullable JsonNode find(String value) {
    for (JsonNode option : list) {
      if (value(option).equals(value)) {
        return option;
      }
    }
    return null;
  }

  private Problem unknown(String value) {
    Set<String> values = new LinkedHashSet<>();
    List<String> names = new ArrayList<>();
    for (JsonNode option : list) {
      if (!option.path("archived").asBoolean()) {
        values.add(value(option));
        names.add(value(option));
        option.path("label").forEach(label -> names.add(label.asText()));
      }
    }
    List<String> near = NearNames.near(value, names);
    Set<String> known = new LinkedHashSet<>(near);
    known.addAll(values);
    return Problem.of("value.unknownOption")
        .with("value", TextValues.shown(value))
        .with("known", known.stream().limit(MOST_SHOWN).toList())
        .near(near);
  }

  private static String value(JsonNode option) {
    return option.path("value").asText();
  }

  /** Texts by language; none where the node is no object. */
  public static Label label(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.fields().forEachRemaining(text -> texts.put(text.getKey(), text.getValue().asText()));
    return new Label(texts);
  }

  private static String folded(String text) {
    return TextValues.plain(text).toLowerCase(Locale.ROOT);
  }
}
