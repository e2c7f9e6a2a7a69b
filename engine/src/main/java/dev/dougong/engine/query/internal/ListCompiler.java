package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Checked;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.ListQuery;
import dev.dougong.engine.query.ReaderScope;
import dev.dougong.engine.search.SearchQuery;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.sql.SqlName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks a list query against the metadata and the reader's rights; all problems at once. */
final class ListCompiler {

  static final int MAX_LIMIT = 500;
  private static final int MAX_SORTS = 5;
  private static final int MAX_SEARCH = 100;

  private final Expressions expressions;
  private final SearchTerms searchTerms;

  ListCompiler(Expressions expressions, SearchTerms searchTerms) {
    this.expressions = expressions;
    this.searchTerms = searchTerms;
  }

  /** A checked list. */
  record CheckedList(
      Entity entity,
      @Nullable Expression filter,
      @Nullable SearchQuery search,
      List<SortTerm> sort,
      List<Field> shown) {}

  /** Checks everything but the cursor. */
  CheckedList check(Access access, ListQuery query) {
    Entity entity = readable(access, query.entity());
    List<Problem> problems = new ArrayList<>();
    ReaderScope scope = new ReaderScope(access, entity);
    if (query.limit() < 1 || query.limit() > MAX_LIMIT) {
      problems.add(
          Problem.at("/limit", "query.limitOutOfRange")
              .with("limit", query.limit())
              .with("max", MAX_LIMIT));
    }
    Expression filter = filter(query, scope, problems);
    List<SortTerm> sort = sort(query.sort(), scope, problems);
    List<Field> shown = fields(access, entity, query.fields(), problems);
    SearchQuery search = search(query.search(), problems);
    if (search != null && entity.allFields().stream().noneMatch(f -> f.definition().searched())) {
      problems.add(Problem.at("/q", "query.noSearch"));
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return new CheckedList(entity, filter, search, sort, shown);
  }

  /** The entity, where the reader may see any of its records. */
  static Entity readable(Access access, String key) {
    Entity entity = access.metadata().entity(key);
    if (access.entity(entity).isNone()) {
      throw new AccessException(Problem.of("notFound"));
    }
    return entity;
  }

  /** A filter's tree, or null where there is none or it has problems. */
  @Nullable Expression filter(ListQuery query, ReaderScope scope, List<Problem> problems) {
    return condition(query.filter(), scope, "/filter", problems);
  }

  /** A condition's tree, or null where there is none or it has problems. */
  @Nullable Expression condition(
      @Nullable String text, ReaderScope scope, String place, List<Problem> problems) {
    if (text == null || text.isBlank()) {
      return null;
    }
    Checked checked = expressions.check(text, scope, ValueType.BOOLEAN);
    for (Problem problem : checked.problems()) {
      Object name = problem.arguments().get("name");
      problems.add(
          name != null && scope.isMasked(name.toString())
              ? Problem.at(place, "query.maskedField").with("field", name)
              : problem.below(place));
    }
    return checked.expression();
  }

  private @Nullable SearchQuery search(@Nullable String text, List<Problem> problems) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.codePointCount(0, text.length()) > MAX_SEARCH) {
      problems.add(Problem.at("/q", "query.searchTooLong").with("max", MAX_SEARCH));
      return null;
    }
    return searchTerms.parse(text);
  }

  private List<SortTerm> sort(List<String> keys, ReaderScope scope, List<Problem> problems) {
    List<SortTerm> terms = new ArrayList<>();
    if (keys.size() > MAX_SORTS) {
      problems.add(Problem.at("/sort", "query.tooManySorts").with("max", MAX_SORTS));
      return terms;
    }
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i).strip();
      boolean isDescending = key.startsWith("-");
      String path = isDescending ? key.substring(1) : key;
      Checked checked = expressions.check(path, scope, null);
      if (checked.expression() instanceof Expression.Field field && isSortable(field)) {
        terms.add(new SortTerm(field, isDescending, SqlName.of("s" + i)));
      } else {
        String code =
            scope.isMasked(path)
                ? "query.maskedField"
                : checked.isOk() || isEncrypted(checked)
                    ? "query.unsortable"
                    : "query.unknownField";
        problems.add(
            Problem.at("/sort" + Problem.pointer(i), code)
                .with("field", path)
                .near(Expressions.near(path, scope.keys())));
      }
    }
    return terms;
  }

  private static boolean isEncrypted(Checked checked) {
    return checked.problems().stream()
        .anyMatch(problem -> problem.code().equals("expression.encryptedField"));
  }

  private static boolean isSortable(Expression.Field field) {
    return switch (field.type().kind()) {
      case TEXT, INTEGER, DECIMAL, BOOLEAN, DATE, TIME, DATE_TIME, DURATION, REFERENCE -> true;
      case TEXT_LIST, REFERENCE_LIST, TABLE, JSON, SEALED -> false;
    };
  }

  private static List<Field> fields(
      Access access, Entity entity, List<String> keys, List<Problem> problems) {
    EntityAccess rights = access.entity(entity);
    List<Field> readable = OutputFields.readable(rights, entity);
    if (keys.isEmpty()) {
      return readable;
    }
    Map<Integer, Field> shown = new LinkedHashMap<>();
    shown.put(readable.get(0).id(), readable.get(0));
    shown.put(readable.get(1).id(), readable.get(1));
    for (int i = 0; i < keys.size(); i++) {
      Field field = entity.field(keys.get(i));
      if (field == null || !rights.isShown(field)) {
        problems.add(
            Problem.at("/fields" + Problem.pointer(i), "query.unknownField")
                .with("field", keys.get(i))
                .near(Expressions.near(keys.get(i), readable.stream().map(Field::key).toList())));
      } else {
        shown.put(field.id(), field);
      }
    }
    return List.copyOf(shown.values());
  }
}
