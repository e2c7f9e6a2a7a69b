package dev.dougong.engine.metadata.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Checked;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.check.Rewritten;
import dev.dougong.engine.metadata.Metadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keys that fields and entities had before, and the places where one document still uses them.
 * Begun anew for each document; not thread-safe.
 */
public final class FormerKeys {

  private final Map<String, List<Integer>> fields;
  private final Set<Integer> renamedNow;
  private final Map<String, String> entities;
  private final Set<String> entitiesNow;
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final Map<String, String> expressions = new LinkedHashMap<>();
  private final Map<String, String> members = new LinkedHashMap<>();
  private final Map<String, NavigableMap<Integer, Piece>> pieces = new LinkedHashMap<>();
  private boolean isOlder;

  /** An expression that stands inside a text. */
  private record Piece(int end, String text) {}

  /**
   * With all former keys.
   *
   * @param fields ids of the fields that had the key
   * @param renamedNow ids of the fields that lose their key by the publishing that is checked
   * @param entities keys of today by the former keys of entities
   * @param entitiesNow former keys that entities lose by the publishing that is checked
   */
  public FormerKeys(
      Map<String, List<Integer>> fields,
      Set<Integer> renamedNow,
      Map<String, String> entities,
      Set<String> entitiesNow) {
    this.fields = fields;
    this.renamedNow = renamedNow;
    this.entities = entities;
    this.entitiesNow = entitiesNow;
  }

  /** Whether nothing was ever renamed. */
  public boolean isEmpty() {
    return fields.isEmpty() && entities.isEmpty();
  }

  /** Whether something is renamed by the publishing that is checked. */
  public boolean hasNew() {
    return !renamedNow.isEmpty() || !entitiesNow.isEmpty();
  }

  /**
   * Begins with a document.
   *
   * @param isOlderThanRename whether it was written before the publishing: then a key that was just
   *     taken from a field still means that field, also where another field has the key now
   */
  public void begin(boolean isOlderThanRename) {
    keys.clear();
    expressions.clear();
    members.clear();
    pieces.clear();
    isOlder = isOlderThanRename;
  }

  /** The field that had the key, or null where the key means a field of today or none. */
  private @Nullable ScopeField renamed(Scope scope, String key) {
    boolean isTaken = scope.field(key) != null;
    for (int id : fields.getOrDefault(key, List.of())) {
      ScopeField field = scope.field(id);
      boolean wins = !isTaken || isOlder && renamedNow.contains(id);
      if (field != null && wins && !field.key().equals(key)) {
        return field;
      }
    }
    return null;
  }

  /** The key of today of the entity that had the key, or null where the key means one of today. */
  @Nullable String entity(Metadata metadata, String key) {
    String today = entities.get(key);
    boolean isTaken = metadata.findEntity(key) != null;
    boolean wins = !isTaken || isOlder && entitiesNow.contains(key);
    return today == null || today.equals(key) || !wins ? null : today;
  }

  /** The same, and keeps that the text at a place is the former key. */
  @Nullable String entityText(Metadata metadata, String key, String place) {
    String today = entity(metadata, key);
    if (today != null) {
      keys.put(place, today);
    }
    return today;
  }

  /** The same, and keeps that the member at a place has the former key as its name. */
  @Nullable String entityMember(Metadata metadata, String key, String place) {
    String today = entity(metadata, key);
    if (today != null) {
      members.put(place, today);
    }
    return today;
  }

  /** Keeps that the text at a place is a former key, perhaps after a minus; false if it is not. */
  boolean text(Scope scope, String key, String place) {
    ScopeField field = renamed(scope, key);
    if (field == null) {
      return false;
    }
    keys.put(place, field.key());
    return true;
  }

  /** Keeps that the member at a place has a former key as its name; false if it has not. */
  boolean member(Scope scope, String key, String place) {
    ScopeField field = renamed(scope, key);
    if (field == null) {
      return false;
    }
    members.put(place, field.key());
    return true;
  }

  /** Checks an expression in which former keys stand for their fields. */
  Checked expression(
      Expressions language, String text, Scope scope, @Nullable ValueType expected, String place) {
    return check(language, text, scope, expected, today -> expressions.put(place, today));
  }

  /** Checks an expression that stands inside the text at a place, from one offset to another. */
  Checked piece(Expressions language, String whole, int from, int end, Scope scope, String place) {
    return check(
        language,
        whole.substring(from, end),
        scope,
        null,
        today ->
            pieces.computeIfAbsent(place, at -> new TreeMap<>()).put(from, new Piece(end, today)));
  }

  private Checked check(
      Expressions language,
      String text,
      Scope scope,
      @Nullable ValueType expected,
      Consumer<String> rewritten) {
    Rewritten result = language.rewrite(text, new FormerScope(scope), expected);
    if (!result.text().equals(text)) {
      rewritten.accept(result.text());
    }
    return result.checked();
  }

  /** The document with the keys of today, or null where it uses no former ones. */
  public @Nullable ObjectNode rewritten(ObjectNode document) {
    if (keys.isEmpty() && expressions.isEmpty() && members.isEmpty() && pieces.isEmpty()) {
      return null;
    }
    ObjectNode result = document.deepCopy();
    expressions.forEach((place, text) -> set(result, place, text));
    pieces.forEach((place, all) -> set(result, place, filled(document.at(place).asText(), all)));
    keys.forEach(
        (place, key) ->
            set(result, place, (document.at(place).asText().startsWith("-") ? "-" : "") + key));
    members.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> -entry.getKey().length()))
        .forEach(entry -> rename(result, entry.getKey(), entry.getValue()));
    return result;
  }

  private static String filled(String text, NavigableMap<Integer, Piece> pieces) {
    StringBuilder result = new StringBuilder(text);
    pieces
        .descendingMap()
        .forEach((from, piece) -> result.replace(from, piece.end(), piece.text()));
    return result.toString();
  }

  private static void set(ObjectNode document, String place, String text) {
    JsonPointer pointer = JsonPointer.compile(place);
    JsonNode parent = document.at(pointer.head());
    if (parent instanceof ArrayNode array) {
      array.set(pointer.last().getMatchingIndex(), array.textNode(text));
    } else if (parent instanceof ObjectNode object) {
      object.put(pointer.last().getMatchingProperty(), text);
    }
  }

  private static void rename(ObjectNode document, String place, String name) {
    JsonPointer pointer = JsonPointer.compile(place);
    if (document.at(pointer.head()) instanceof ObjectNode object) {
      String old = pointer.last().getMatchingProperty();
      Map<String, JsonNode> all = new LinkedHashMap<>();
      object
          .properties()
          .forEach(one -> all.put(one.getKey().equals(old) ? name : one.getKey(), one.getValue()));
      object.removeAll();
      object.setAll(all);
    }
  }

  /** Names of today and before; each field has its key of today. */
  private final class FormerScope implements Scope {

    private final Scope today;

    FormerScope(Scope today) {
      this.today = today;
    }

    @Override
    public boolean givesSealed() {
      return today.givesSealed();
    }

    @Override
    public @Nullable ScopeField field(String key) {
      ScopeField renamed = renamed(today, key);
      return inside(renamed == null ? today.field(key) : renamed);
    }

    @Override
    public @Nullable ScopeField field(int id) {
      return inside(today.field(id));
    }

    @Override
    public List<String> keys() {
      return new ArrayList<>(today.keys());
    }

    private @Nullable ScopeField inside(@Nullable ScopeField field) {
      return field == null
          ? null
          : new ScopeField(
              field.key(),
              field.id(),
              field.type(),
              () -> {
                Scope inner = field.inner().get();
                return inner == null ? null : new FormerScope(Objects.requireNonNull(inner));
              });
    }
  }
}
