package dev.dougong.engine.expression.check;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds fields by the paths that authors write. */
final class Names {

  private final Checker checker;
  private final NavigableMap<Integer, Renamed> renamed = new TreeMap<>();

  /** A key that stands in the text under another name. */
  private record Renamed(Span span, String key) {}

  Names(Checker checker) {
    this.checker = checker;
  }

  @Nullable Expression field(Syntax.Path path, Scope scope) {
    List<ScopeField> fields = fields(path, scope, true);
    if (fields == null) {
      return null;
    }
    return new Expression.Field(ids(fields), fields.get(fields.size() - 1).type());
  }

  /** The table or multi reference that the syntax names, or null, without a problem. */
  @Nullable ScopeField rows(Syntax syntax, Scope scope) {
    if (syntax instanceof Syntax.Path path) {
      List<ScopeField> fields = fields(path, scope, false);
      ScopeField last = fields == null ? null : fields.get(fields.size() - 1);
      return last != null && Checker.isRows(last.type().kind()) ? last : null;
    }
    return null;
  }

  @Nullable FieldPath path(Syntax.Path path, Scope scope) {
    List<ScopeField> fields = fields(path, scope, true);
    return fields == null ? null : ids(fields);
  }

  private static FieldPath ids(List<ScopeField> fields) {
    return new FieldPath(fields.stream().map(ScopeField::id).toList());
  }

  private @Nullable List<ScopeField> fields(Syntax.Path path, Scope scope, boolean isReported) {
    List<ScopeField> fields = new ArrayList<>();
    Scope current = scope;
    for (Token key : path.keys()) {
      if (current == null) {
        return isReported ? wrongWay(fields.get(fields.size() - 1), key) : null;
      }
      ScopeField field = current.field(key.text());
      if (field == null) {
        return isReported ? unknown(key, current) : null;
      }
      if (!field.key().equals(key.text())) {
        renamed.put(key.span().offset(), new Renamed(key.span(), field.key()));
      }
      fields.add(field);
      current = field.type().kind() == ValueKind.REFERENCE ? field.inner().get() : null;
    }
    if (fields.size() > FieldPath.MAX_HOPS + 1) {
      if (isReported) {
        checker.problem(checker.at(path.span(), "tooManyHops").with("limit", FieldPath.MAX_HOPS));
      }
      return null;
    }
    return fields;
  }

  /** The text with the keys of the fields in the places of other names that the scope took. */
  String rewritten(String text) {
    StringBuilder result = new StringBuilder(text);
    renamed
        .descendingMap()
        .forEach((offset, one) -> result.replace(offset, offset + one.span().length(), one.key()));
    return result.toString();
  }

  private @Nullable List<ScopeField> unknown(Token key, Scope scope) {
    checker.problem(
        checker
            .at(key.span(), "unknownField")
            .with("name", key.text())
            .near(Expressions.suggestions(key.text(), scope.keys())));
    return null;
  }

  private @Nullable List<ScopeField> wrongWay(ScopeField field, Token key) {
    String code = Checker.isRows(field.type().kind()) ? "pathThroughRows" : "notAReference";
    checker.problem(
        checker.at(key.span(), code).with("name", field.key()).with("next", key.text()));
    return null;
  }
}
