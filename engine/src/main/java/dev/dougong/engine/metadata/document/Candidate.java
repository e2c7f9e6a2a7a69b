package dev.dougong.engine.metadata.document;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Checked;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything as it would be after publishing, for checks across documents. Parts that are wrong
 * themselves are missing in it and were reported where they stand.
 *
 * @param documents all effective documents
 * @param metadata what they compile to
 * @param expressions checks expressions
 * @param formerKeys told of keys that fields and entities had before, or null where those are wrong
 * @param uses hears what is named
 */
public record Candidate(
    DocumentSet documents,
    Metadata metadata,
    Expressions expressions,
    @Nullable FormerKeys formerKeys,
    UseSink uses) {

  /** For a check in which only keys of today are right. */
  public Candidate(DocumentSet documents, Metadata metadata, Expressions expressions) {
    this(documents, metadata, expressions, null, UseSink.NONE);
  }

  /** For documents that may use former keys. */
  public Candidate(
      DocumentSet documents, Metadata metadata, Expressions expressions, FormerKeys formerKeys) {
    this(documents, metadata, expressions, formerKeys, UseSink.NONE);
  }

  /** The same, heard by somebody. */
  public Candidate heardBy(UseSink sink) {
    return new Candidate(documents, metadata, expressions, formerKeys, sink);
  }

  /**
   * The entity that the text at the place names, or null after a problem {@code
   * metadata.unknownEntity}.
   */
  public @Nullable Entity entity(String key, String place, ProblemSink problems) {
    String today = formerKeys == null ? null : formerKeys.entityText(metadata, key, place);
    return known(today == null ? key : today, place, problems);
  }

  /** The same where the member at the place has the key as its name. */
  public @Nullable Entity entityMember(String key, String place, ProblemSink problems) {
    String today = formerKeys == null ? null : formerKeys.entityMember(metadata, key, place);
    return known(today == null ? key : today, place, problems);
  }

  /** The entity that has the key or had it, or null; what is named there is told elsewhere. */
  public @Nullable Entity findEntity(String key) {
    String today = formerKeys == null ? null : formerKeys.entity(metadata, key);
    return metadata.findEntity(today == null ? key : today);
  }

  private @Nullable Entity known(String key, String place, ProblemSink problems) {
    Entity entity = metadata.findEntity(key);
    if (entity != null) {
      uses.entity(key, place);
    } else if (documents.find("entity", key) == null) {
      unknown("metadata.unknownEntity", key, documents.of("entity").keySet(), place, problems);
    }
    return entity;
  }

  /** Whether there is such a document; a problem {@code metadata.unknownDocument} if not. */
  public boolean hasDocument(String kind, String key, String place, ProblemSink problems) {
    Collection<String> keys = documents.of(kind).keySet();
    if (keys.contains(key)) {
      return true;
    }
    problems.add(
        Problem.at(place, "metadata.unknownDocument")
            .with("value", key)
            .with("kind", kind)
            .near(Expressions.near(key, List.copyOf(keys))));
    return false;
  }

  /**
   * Whether the entity has the field that the text at the place names, perhaps after a minus; a
   * problem {@code metadata.unknownField} if not.
   */
  public boolean hasField(Entity entity, String key, String place, ProblemSink problems) {
    if (formerKeys != null && formerKeys.text(entity.scope(), key, place)) {
      return true;
    }
    return isKnown(entity, key, place, problems);
  }

  /** The same where the member at the place has the key as its name: {@code {"phone": …}}. */
  public boolean hasMember(Entity entity, String key, String place, ProblemSink problems) {
    if (formerKeys != null && formerKeys.member(entity.scope(), key, place)) {
      return true;
    }
    return isKnown(entity, key, place, problems);
  }

  private boolean isKnown(Entity entity, String key, String place, ProblemSink problems) {
    Field field = entity.field(key);
    if (field != null) {
      uses.field(field.id(), place);
      return true;
    }
    unknown("metadata.unknownField", key, entity.scope().keys(), place, problems);
    return false;
  }

  /** The tree of an expression, or null after problems at the place. */
  public @Nullable Expression expression(
      String text, Scope scope, @Nullable ValueType expected, String place, ProblemSink problems) {
    Checked checked =
        formerKeys == null
            ? expressions.check(text, scope, expected)
            : formerKeys.expression(expressions, text, scope, expected, place);
    return heard(checked, place, problems);
  }

  /** The same for an expression inside a text, of any type, from one offset to another. */
  public @Nullable Expression expressionIn(
      String text, int from, int end, Scope scope, String place, ProblemSink problems) {
    Checked checked =
        formerKeys == null
            ? expressions.check(text.substring(from, end), scope, null)
            : formerKeys.piece(expressions, text, from, end, scope, place);
    return heard(checked, place, problems);
  }

  private @Nullable Expression heard(Checked checked, String place, ProblemSink problems) {
    checked.problems().forEach(problem -> problems.add(problem.below(place)));
    Expression expression = checked.expression();
    if (expression != null && uses != UseSink.NONE) {
      Set<Integer> ids = new LinkedHashSet<>();
      expressions.dependencies(expression).fields().forEach(path -> ids.addAll(path.fieldIds()));
      uses.expression(ids, place);
    }
    return expression;
  }

  private static void unknown(
      String code, String key, Collection<String> known, String place, ProblemSink problems) {
    List<String> names = new ArrayList<>(known);
    problems.add(Problem.at(place, code).with("value", key).near(Expressions.near(key, names)));
  }
}
