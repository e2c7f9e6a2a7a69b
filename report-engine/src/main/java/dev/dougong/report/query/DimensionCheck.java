package dev.dougong.report.query;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.Grouping;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.GroupKey;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks dimensions against an entity. */
final class DimensionCheck {

  private static final String FURTHEST = "furthest";
  private static final Map<String, GroupKey.CalendarPart> PARTS = parts();

  private final ExpressionCheck expressions;
  private final Metadata metadata;
  private final Entity entity;
  private final Scope scope;
  private final RelatedCheck related;
  private final ProblemSink problems;

  DimensionCheck(
      ExpressionCheck expressions,
      Metadata metadata,
      AlignedCheck.Reachable own,
      RelatedCheck related,
      ProblemSink problems) {
    this.expressions = expressions;
    this.metadata = metadata;
    this.entity = own.entity();
    this.scope = own.scope();
    this.related = related;
    this.problems = problems;
  }

  /**
   * The key, or null after problems.
   *
   * @param measures keys of the measures, for {@code top}
   */
  @Nullable GroupKey check(ReportQuery.Dimension dimension, String place, List<String> measures) {
    GroupKey.Top top = top(dimension, place, measures);
    if (dimension.sequence() != null || dimension.standing() != null) {
      return related(dimension, place, top);
    }
    Expression value = value(dimension, place);
    if (value == null) {
      return null;
    }
    ValueKind kind = value.type().kind();
    if (!isGroupable(kind)) {
      problems.add(
          Problem.at(place + "/field", "report.notGroupable").with("value", dimension.key()));
      return null;
    }
    GroupKey.Bucket bucket = bucket(dimension, value, place);
    return bucket == null ? null : new GroupKey(dimension.key(), value, bucket, top);
  }

  /** One whose values other records decide. */
  private @Nullable GroupKey related(
      ReportQuery.Dimension dimension, String place, GroupKey.@Nullable Top top) {
    RelatedCheck.Made made = null;
    if (dimension.standing() != null) {
      if (dimension.sequence() != null
          || dimension.field() != null
          || dimension.expression() != null) {
        problems.add(Problem.at(place + "/standing", "report.fieldOrExpression"));
        return null;
      }
      checkKey(dimension, place);
      made = related.standing(dimension.standing(), place);
    } else if (dimension.sequence() != null) {
      Expression owner = value(dimension, place);
      if (owner != null && !isGroupable(owner.type().kind())) {
        problems.add(
            Problem.at(place + "/field", "report.notGroupable").with("value", dimension.key()));
        return null;
      }
      made = owner == null ? null : related.sequence(owner, dimension.sequence(), place);
    }
    GroupKey.Bucket bucket = made == null ? null : bucket(dimension, made.value(), place);
    return made == null || bucket == null
        ? null
        : new GroupKey(dimension.key(), made.value(), bucket, top, made.related());
  }

  private void checkKey(ReportQuery.Dimension dimension, String place) {
    if (dimension.key().isEmpty()) {
      problems.add(
          Problem.at(place + "/key", "metadata.missingProperty")
              .with("value", "key")
              .with("document", "query"));
    }
  }

  private @Nullable Expression value(ReportQuery.Dimension dimension, String place) {
    if (dimension.expression() != null && dimension.field() == null) {
      checkKey(dimension, place);
      return expressions.tree(dimension.expression(), scope, null, place + "/expression", problems);
    }
    if (dimension.field() == null || dimension.expression() != null) {
      problems.add(Problem.at(place, "report.fieldOrExpression"));
      return null;
    }
    Expression tree =
        expressions.tree(dimension.field(), scope, null, place + "/field", problem -> {});
    if (tree instanceof Expression.Field field) {
      return field;
    }
    problems.add(
        Problem.at(place + "/field", "query.unknownField")
            .with("field", dimension.field())
            .near(Expressions.near(dimension.field(), scope.keys())));
    return null;
  }

  private GroupKey.@Nullable Top top(
      ReportQuery.Dimension dimension, String place, List<String> measures) {
    if (dimension.topCount() == 0) {
      return null;
    }
    int by = dimension.topBy() == null ? 0 : measures.indexOf(dimension.topBy());
    if (by < 0) {
      problems.add(
          Problem.at(place + "/top/by", "report.unknownColumn")
              .with("value", String.valueOf(dimension.topBy()))
              .with("known", measures));
      return null;
    }
    return new GroupKey.Top(dimension.topCount(), by);
  }

  private GroupKey.@Nullable Bucket bucket(
      ReportQuery.Dimension dimension, Expression value, String place) {
    ValueKind kind = value.type().kind();
    if (!dimension.ranges().isEmpty() || dimension.width() != null) {
      return numbers(dimension, value, place);
    }
    if (dimension.bucket() == null) {
      return new GroupKey.Each();
    }
    if (dimension.bucket().equals(FURTHEST)) {
      return furthest(value, place);
    }
    GroupKey.CalendarPart part = PARTS.get(dimension.bucket());
    if (part == null) {
      return beginning(dimension, value, place);
    }
    boolean isMoment = kind == ValueKind.DATE_TIME;
    if ((!isMoment && kind != ValueKind.DATE)
        || (!isMoment && part == GroupKey.CalendarPart.HOUR)) {
      problems.add(wrong(dimension, dimension.bucket(), place));
      return null;
    }
    return new GroupKey.Calendar(part);
  }

  /**
   * A coarser group that the type of a field knows; only of values that records have themselves.
   */
  private GroupKey.@Nullable Bucket beginning(
      ReportQuery.Dimension dimension, Expression value, String place) {
    String name = Objects.requireNonNull(dimension.bucket());
    List<Grouping> known =
        dimension.sequence() == null && dimension.standing() == null
            ? FieldPlace.groupings(metadata, entity, value)
            : List.of();
    for (Grouping grouping : known) {
      if (grouping.name().equals(name) && value.type().kind() == ValueKind.TEXT) {
        return new GroupKey.Beginning(grouping.length(), grouping.rest());
      }
    }
    List<String> names = new ArrayList<>(PARTS.keySet());
    names.add(FURTHEST);
    known.forEach(grouping -> names.add(grouping.name()));
    problems.add(wrong(dimension, name, place).near(Expressions.near(name, names)));
    return null;
  }

  private static Problem wrong(ReportQuery.Dimension dimension, String bucket, String place) {
    return Problem.at(place + "/bucket", "report.wrongBucket")
        .with("bucket", bucket)
        .with("value", dimension.key());
  }

  private GroupKey.@Nullable Bucket numbers(
      ReportQuery.Dimension dimension, Expression value, String place) {
    if (!value.type().isNumber()) {
      problems.add(
          Problem.at(place, "report.wrongBucket")
              .with("bucket", dimension.width() == null ? "ranges" : "width")
              .with("value", dimension.key()));
      return null;
    }
    if (dimension.width() != null) {
      if (dimension.width().signum() <= 0) {
        problems.add(Problem.at(place + "/width", "report.unordered"));
        return null;
      }
      return new GroupKey.Steps(dimension.width());
    }
    List<BigDecimal> bounds = dimension.ranges();
    for (int i = 1; i < bounds.size(); i++) {
      if (bounds.get(i - 1).compareTo(bounds.get(i)) >= 0) {
        problems.add(Problem.at(place + "/ranges/" + i, "report.unordered"));
        return null;
      }
    }
    return new GroupKey.Ranges(bounds);
  }

  private GroupKey.@Nullable Bucket furthest(Expression value, String place) {
    if (value instanceof Expression.Field path && path.path().hops().isEmpty()) {
      Field field = entity.field(path.path().last());
      List<String> stages = field.type().progress(field.definition());
      if (!stages.isEmpty()) {
        return new GroupKey.Furthest(field.id(), stages);
      }
    }
    problems.add(Problem.at(place + "/bucket", "report.noStages"));
    return null;
  }

  private static Map<String, GroupKey.CalendarPart> parts() {
    Map<String, GroupKey.CalendarPart> parts = new TreeMap<>();
    for (GroupKey.CalendarPart part : GroupKey.CalendarPart.values()) {
      parts.put(part.name().toLowerCase(Locale.ROOT), part);
    }
    return parts;
  }

  private static boolean isGroupable(ValueKind kind) {
    return switch (kind) {
      case TEXT, INTEGER, DECIMAL, BOOLEAN, DATE, TIME, DATE_TIME, DURATION, REFERENCE -> true;
      case TEXT_LIST, REFERENCE_LIST, TABLE, JSON, SEALED -> false;
    };
  }
}
