package dev.dougong.engine.metadata.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.DocumentSet;
import dev.dougong.engine.metadata.document.FormerKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lets documents follow fields and entities that were renamed. Immutable and thread-safe. */
public final class RenamedFields {

  /** What follows an entity may let names be found that must follow too. */
  private static final int ROUNDS = 3;

  private final DocumentWalk walk;
  private final Expressions expressions;

  RenamedFields(DocumentWalk walk, Expressions expressions) {
    this.walk = walk;
    this.expressions = expressions;
  }

  /**
   * The former keys of the fields and entities of a candidate.
   *
   * @param before what is published
   * @param after the candidate
   * @param replaced gives the id of the field that a field took the place of, or its own
   */
  public static FormerKeys formerKeys(Metadata before, Metadata after, IntUnaryOperator replaced) {
    Map<Integer, String> published = new HashMap<>();
    before.entities().forEach(entity -> keys(entity.fields(), published));
    Set<String> entitiesNow = new HashSet<>();
    for (Entity entity : after.entities()) {
      for (String key : entity.definition().formerKeys()) {
        Entity old = before.findEntity(key);
        if (old != null && old.id() == entity.id()) {
          entitiesNow.add(key);
        }
      }
    }
    return formerKeys(published, entitiesNow, after, replaced);
  }

  /**
   * The former keys of the fields of today for something that was written before.
   *
   * @param then keys that fields had when it was written, by their ids
   */
  public static FormerKeys formerKeys(Map<Integer, String> then, Metadata today) {
    return formerKeys(then, Set.of(), today, id -> id);
  }

  private static FormerKeys formerKeys(
      Map<Integer, String> then,
      Set<String> entitiesNow,
      Metadata after,
      IntUnaryOperator replaced) {
    Map<String, List<Integer>> former = new HashMap<>();
    Set<Integer> renamedNow = new HashSet<>();
    Map<String, String> entities = new HashMap<>();
    for (Entity entity : after.entities()) {
      entity.definition().formerKeys().forEach(key -> entities.putIfAbsent(key, entity.key()));
      for (Field field : entity.fields()) {
        add(field, then, replaced, former, renamedNow);
        field.rowFields().forEach(row -> add(row, then, replaced, former, renamedNow));
      }
    }
    return new FormerKeys(former, renamedNow, entities, entitiesNow);
  }

  private static void keys(List<Field> fields, Map<Integer, String> keys) {
    for (Field field : fields) {
      keys.put(field.id(), field.key());
      keys(field.rowFields(), keys);
    }
  }

  private static void add(
      Field field,
      Map<Integer, String> published,
      IntUnaryOperator replaced,
      Map<String, List<Integer>> former,
      Set<Integer> renamedNow) {
    String old = published.get(replaced.applyAsInt(field.id()));
    for (String key : field.definition().formerKeys()) {
      former.computeIfAbsent(key, one -> new ArrayList<>()).add(field.id());
      if (key.equals(old)) {
        renamedNow.add(field.id());
      }
    }
  }

  /**
   * Documents that use former keys, with the keys of today; those that are wrong in themselves are
   * left alone.
   *
   * @param walked those that may follow
   * @param documents all, as far as they name each other
   * @param older names of those that were written before the renaming
   */
  public Map<Document.Name, ObjectNode> follow(
      List<Document> walked,
      DocumentSet documents,
      Metadata metadata,
      FormerKeys formerKeys,
      Set<Document.Name> older) {
    Candidate candidate = new Candidate(documents, metadata, expressions, formerKeys);
    Map<Document.Name, ObjectNode> rewritten = new LinkedHashMap<>();
    for (Document document : walked) {
      ObjectNode today = follow(document, candidate, formerKeys, older.contains(document.name()));
      if (today != null) {
        rewritten.put(document.name(), today);
      }
    }
    return rewritten;
  }

  /** A document with the keys of today; null where it uses no former ones or is wrong in itself. */
  private @Nullable ObjectNode follow(
      Document document, Candidate candidate, FormerKeys formerKeys, boolean isOlder) {
    DocumentKind kind = walk.sound(document);
    return kind == null ? null : follow(kind, document, candidate, formerKeys, isOlder);
  }

  /**
   * A document with the keys of today, or null where it uses no former ones.
   *
   * @param document of the kind, whose schema holds
   * @param candidate that knows the former keys
   * @param isOlder whether it was written before the renaming that is going on
   */
  public static @Nullable ObjectNode follow(
      DocumentKind kind,
      Document document,
      Candidate candidate,
      FormerKeys formerKeys,
      boolean isOlder) {
    ObjectNode result = null;
    Document next = document;
    for (int round = 0; round < ROUNDS; round++) {
      // What was rewritten has keys of today; a key that passed on must not pass on twice.
      formerKeys.begin(isOlder && round == 0);
      kind.references(next, candidate);
      ObjectNode today = formerKeys.rewritten(next.content());
      if (today == null) {
        break;
      }
      result = today;
      next = new Document(document.kind(), document.key(), today);
    }
    return result;
  }
}
