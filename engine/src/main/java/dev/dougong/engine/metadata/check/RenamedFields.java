package dev.dougong.engine.metadata.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.Candidate;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentKind;
import dev.dougong.engine.metadata.document.DocumentKinds;
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

/** Lets documents follow fields that were renamed. Immutable and thread-safe. */
public final class RenamedFields {

  private final DocumentKinds kinds;
  private final SchemaCheck schemas;
  private final Expressions expressions;

  RenamedFields(DocumentKinds kinds, SchemaCheck schemas, Expressions expressions) {
    this.kinds = kinds;
    this.schemas = schemas;
    this.expressions = expressions;
  }

  /**
   * The former keys of the fields of a candidate.
   *
   * @param before what is published
   * @param after the candidate
   * @param replaced gives the id of the field that a field took the place of, or its own
   */
  public static FormerKeys formerKeys(Metadata before, Metadata after, IntUnaryOperator replaced) {
    Map<Integer, String> published = new HashMap<>();
    before.entities().forEach(entity -> keys(entity.fields(), published));
    Map<String, List<Integer>> former = new HashMap<>();
    Set<Integer> renamedNow = new HashSet<>();
    for (Entity entity : after.entities()) {
      for (Field field : entity.fields()) {
        add(field, published, replaced, former, renamedNow);
        field.rowFields().forEach(row -> add(row, published, replaced, former, renamedNow));
      }
    }
    return new FormerKeys(former, renamedNow);
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
   * @param documents all
   * @param older names of those that were written before the renaming
   */
  public Map<Document.Name, ObjectNode> follow(
      DocumentSet documents, Metadata metadata, FormerKeys formerKeys, Set<Document.Name> older) {
    Candidate candidate = new Candidate(documents, metadata, expressions, formerKeys);
    Map<Document.Name, ObjectNode> rewritten = new LinkedHashMap<>();
    documents
        .all()
        .forEach(
            (kind, keys) ->
                keys.forEach(
                    (key, content) -> {
                      Document document = new Document(kind, key, content);
                      formerKeys.begin(older.contains(document.name()));
                      ObjectNode today = follow(document, candidate, formerKeys);
                      if (today != null) {
                        rewritten.put(document.name(), today);
                      }
                    }));
    return rewritten;
  }

  private @Nullable ObjectNode follow(
      Document document, Candidate candidate, FormerKeys formerKeys) {
    DocumentKind kind = kinds.find(document.kind());
    if (kind == null || isBroken(document)) {
      return null;
    }
    kind.references(document, candidate);
    return formerKeys.rewritten(document.content());
  }

  private boolean isBroken(Document document) {
    boolean[] isBroken = new boolean[1];
    schemas.check(document, problem -> isBroken[0] = true);
    return isBroken[0];
  }
}
