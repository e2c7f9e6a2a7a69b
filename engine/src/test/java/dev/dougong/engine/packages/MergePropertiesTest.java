package dev.dougong.engine.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.DocumentMerge;
import dev.dougong.engine.metadata.document.DocumentMerge.Conflict;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Merges of generated documents lose no side's change, or show it as a conflict. */
class MergePropertiesTest {

  private static final long SEED = Long.getLong("dougong.seed", 685L);
  private static final int SAMPLE = 2_000;
  private static final int FULL = 20_000;
  private static final List<String> WORDS = List.of("a", "b", "c", "d", "e");

  @Test
  void losesNothing() {
    run(SAMPLE);
  }

  @Test
  @Tag("full")
  void losesNothingInManyCases() {
    run(FULL);
  }

  private static void run(int cases) {
    int conflicts = 0;
    for (int i = 0; i < cases; i++) {
      Random random = new Random(SEED + i);
      ObjectNode base = document(random);
      ObjectNode ours = edited(base, random);
      ObjectNode theirs = edited(base, random);
      conflicts += check("seed " + (SEED + i), base, ours, theirs);
    }
    System.out.println("merges: " + cases + ", seed: " + SEED + ", conflicts: " + conflicts);
    assertThat(conflicts).isGreaterThan(cases / 10);
  }

  private static int check(String name, ObjectNode base, ObjectNode ours, ObjectNode theirs) {
    assertThat(DocumentMerge.merge(base, base, theirs).document()).as(name).isEqualTo(theirs);
    assertThat(DocumentMerge.merge(base, ours, base).document()).as(name).isEqualTo(ours);
    assertThat(DocumentMerge.merge(base, ours, ours).conflicts()).as(name).isEmpty();
    DocumentMerge.Merged merged = DocumentMerge.merge(base, ours, theirs);
    Set<String> places =
        merged.conflicts().stream().map(Conflict::place).collect(Collectors.toSet());
    Sides sides = new Sides(flat(base), flat(ours), flat(theirs), flat(merged.document()));
    sides.check(name, places);
    DocumentMerge.Merged other = DocumentMerge.merge(base, ours, theirs, place -> true);
    assertThat(other.conflicts()).as(name).hasSameSizeAs(merged.conflicts());
    new Sides(flat(base), flat(theirs), flat(ours), flat(other.document())).check(name, places);
    return merged.conflicts().size();
  }

  /** Values by place; {@code first} is the side that stands in a conflict. */
  private record Sides(
      Map<String, JsonNode> base,
      Map<String, JsonNode> first,
      Map<String, JsonNode> second,
      Map<String, JsonNode> merged) {

    void check(String name, Set<String> conflicts) {
      Set<String> places = new HashSet<>(base.keySet());
      places.addAll(first.keySet());
      places.addAll(second.keySet());
      assertThat(places).as(name).containsAll(merged.keySet());
      for (String place : places) {
        String at = name + " at " + place;
        if (!Objects.equals(first.get(place), base.get(place))) {
          assertThat(merged.get(place)).as(at).isEqualTo(first.get(place));
        } else if (conflicts.stream().noneMatch(one -> covers(one, place))) {
          assertThat(merged.get(place)).as(at).isEqualTo(second.get(place));
        }
      }
    }

    private static boolean covers(String conflict, String place) {
      return place.equals(conflict) || place.startsWith(conflict + "/");
    }
  }

  /** Single values, and lists whose items have no names, by their places. */
  private static Map<String, JsonNode> flat(JsonNode document) {
    Map<String, JsonNode> values = new TreeMap<>();
    flatten(document, "", values);
    return values;
  }

  private static void flatten(JsonNode node, String place, Map<String, JsonNode> values) {
    if (node.isObject()) {
      node.properties().forEach(one -> flatten(one.getValue(), place + "/" + one.getKey(), values));
    } else if (node.isArray() && place.endsWith("items")) {
      node.forEach(item -> flatten(item, place + "/" + item.path("key").asText(), values));
    } else {
      values.put(place, node);
    }
  }

  private static ObjectNode document(Random random) {
    ObjectNode document = object(random, 2);
    document.set("items", items(random, 2));
    return document;
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String word : WORDS) {
      switch (random.nextInt(depth > 0 ? 5 : 3)) {
        case 0 -> object.put(word, random.nextInt(9));
        case 1 -> object.set(word, plain(random));
        case 3 -> object.set(word, object(random, depth - 1));
        default -> object.put("t" + word, "text");
      }
    }
    return object;
  }

  private static ArrayNode plain(Random random) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return list;
  }

  private static ArrayNode items(Random random, int depth) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (String word : WORDS) {
      if (random.nextBoolean()) {
        list.add(item(word, random, depth));
      }
    }
    return list;
  }

  private static ObjectNode item(String key, Random random, int depth) {
    ObjectNode item = JsonNodeFactory.instance.objectNode().put("key", key);
    item.put("size", random.nextInt(9));
    item.set("more", object(random, 0));
    if (depth > 0) {
      item.set("items", items(random, depth - 1));
    }
    return item;
  }

  private static ObjectNode edited(ObjectNode base, Random random) {
    ObjectNode result = base.deepCopy();
    for (int i = random.nextInt(5); i > 0; i--) {
      edit(result, random, 2);
    }
    return result;
  }

  private static void edit(ObjectNode node, Random random, int depth) {
    String word = WORDS.get(random.nextInt(WORDS.size()));
    JsonNode child = node.get(word);
    boolean isInside = node.path("items").isArray() && random.nextBoolean();
    if (isInside) {
      editItems((ArrayNode) node.get("items"), random, depth);
    } else if (child instanceof ObjectNode object && random.nextBoolean()) {
      edit(object, random, depth);
    } else if (random.nextInt(3) == 0) {
      node.remove(word);
    } else {
      node.put(word, 10 + random.nextInt(9));
    }
  }

  private static void editItems(ArrayNode items, Random random, int depth) {
    int place = items.isEmpty() ? 0 : random.nextInt(items.size());
    switch (random.nextInt(4)) {
      case 0 -> add(items, place, random, depth);
      case 1 -> items.remove(place);
      case 2 -> {
        if (items.size() > 1) {
          items.add(items.remove(0));
        }
      }
      default -> {
        if (items.get(place) instanceof ObjectNode item) {
          edit(item, random, depth - 1);
        }
      }
    }
  }

  private static void add(ArrayNode items, int place, Random random, int depth) {
    String key = WORDS.get(random.nextInt(WORDS.size()));
    for (JsonNode item : items) {
      if (item.path("key").asText().equals(key)) {
        return;
      }
    }
    items.insert(place, item(key, random, Math.max(0, depth - 1)));
  }
}
