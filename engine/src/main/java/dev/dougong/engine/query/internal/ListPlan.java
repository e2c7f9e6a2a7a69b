package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.check.DependencyCollector;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.query.Narrowing;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.search.SearchQuery;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checked list as statements. A page is cut from the rows first, by keyset over (sort keys, id);
 * labels and computed values are joined to the page only. Rows whose first sort key is empty are a
 * part of their own behind the others, so that an index gives the order of both parts.
 */
final class ListPlan {

  /**
   * Where a page begins.
   *
   * @param cursor the row before it, or null for the first of its part
   * @param isEmptyPart whether it is among the rows with an empty first sort key
   */
  record Place(@Nullable Cursor cursor, boolean isEmptyPart) {}

  private static final SqlName R = SqlName.of("r");
  private static final SqlName P = SqlName.of("p");
  private static final Sql ID = Sql.of("r.id");

  private final Access access;
  private final SqlCompiler compiler;
  private final Entity entity;
  private final List<Expression> ofOrder = new ArrayList<>();
  private final List<Expression> others = new ArrayList<>();
  private final @Nullable SearchQuery search;
  private final List<SortTerm> sort;
  private final boolean isDeleted;
  private final @Nullable Narrowing narrowing;

  ListPlan(
      Access access,
      SqlCompiler compiler,
      Entity entity,
      @Nullable Expression filter,
      @Nullable SearchQuery search,
      List<SortTerm> sort,
      boolean isDeleted,
      @Nullable Narrowing narrowing) {
    this.access = access;
    this.compiler = compiler;
    this.entity = entity;
    this.search = search;
    this.sort = sort;
    this.isDeleted = isDeleted;
    this.narrowing = narrowing;
    for (Expression term : terms(filter)) {
      (isOfOrder(term) ? ofOrder : others).add(term);
    }
  }

  /** The sort keys; the id is the last key and not among them. */
  List<SortTerm> sort() {
    return sort;
  }

  /** Whether rows with an empty first sort key are read apart from the others. */
  boolean hasParts() {
    return !sort.isEmpty() && sort.get(0).mayBeEmpty();
  }

  /**
   * Whether pages may be looked for along the order: it is by the records' own values, and there
   * are conditions that rows on the way may fail.
   */
  boolean mayWalk() {
    return search == null
        && sort.stream().allMatch(term -> term.value().path().hops().isEmpty())
        && (!others.isEmpty()
            || narrowing != null
            || !(access.entity(entity).read() instanceof RowRule.All));
  }

  /** Exact number of rows. */
  Sql count() {
    Joins joins = new Joins();
    RecordSqlScope scope = scope(joins);
    Sql where = there(scope).add(conditions(scope));
    return Sql.of("select count(*) from ").add(from()).add(joins.text()).add(where);
  }

  /**
   * A page, found as PostgreSQL thinks best.
   *
   * @param output what to read of each row
   * @param limit rows at the most
   */
  Sql page(OutputFields output, Place place, int limit) {
    Joins joins = new Joins();
    RecordSqlScope scope = scope(joins);
    List<Sql> operands = operands(scope);
    Sql rows = all(scope, joins, operands, place);
    return shown(output, cut(rows, order(operands, place), limit), place);
  }

  /**
   * Those rows of a page that are among the first that stand at its place; fewer than the limit
   * where there are no more of them, or where they stand further on.
   *
   * @param walk how many rows to look at
   */
  Sql pageAmong(OutputFields output, Place place, int limit, int walk) {
    Joins joins = new Joins();
    RecordSqlScope scope = scope(joins);
    List<Sql> operands = operands(scope);
    Sql where = behind(scope, place, operands);
    Sql passes = Sql.of("true").add(conditions(scope)).add(" as passes");
    // Only what is needed to choose is read on the way; the chosen rows are read again by their id.
    Sql way = select(Sql.of("select r.id, ").add(passes), operands).add(" from ").add(from());
    way.add(joins.text()).add(where);
    Sql chosen = Sql.of("select r.* from (").add(cut(way, order(operands, place), walk));
    chosen.add(") r where r.passes");
    Sql rows = select(Sql.of("select r.*"), names(P)).add(" from (");
    rows.add(cut(chosen, order(names(R), place), limit)).add(") p join ").add(from());
    return shown(output, rows.add(" on r.id = p.id"), place);
  }

  /** A page for which all rows that pass are found before they are put in order. */
  Sql pageOfAll(OutputFields output, Place place, int limit) {
    Joins joins = new Joins();
    RecordSqlScope scope = scope(joins);
    Sql all = all(scope, joins, operands(scope), place);
    // "offset 0" keeps PostgreSQL from looking for them in the order.
    Sql rows = Sql.of("select r.* from (").add(all).add(" offset 0) r");
    return shown(output, cut(rows, order(names(R), place), limit), place);
  }

  /** All rows that pass behind a place, with their sort keys, in any order. */
  private Sql all(RecordSqlScope scope, Joins joins, List<Sql> operands, Place place) {
    Sql where = behind(scope, place, operands).add(conditions(scope));
    Sql rows = select(Sql.of("select r.*"), operands).add(" from ").add(from());
    return rows.add(joins.text()).add(where);
  }

  /** A select list to which the sort keys are added under their names. */
  private Sql select(Sql select, List<Sql> operands) {
    for (int i = 0; i < sort.size(); i++) {
      select.add(", ").add(operands.get(i)).add(" as ").add(sort.get(i).name());
    }
    return select;
  }

  private static Sql cut(Sql rows, List<Sql> order, int limit) {
    return rows.add(" order by ").join(", ", order).add(" limit ").number(limit);
  }

  private Sql shown(OutputFields output, Sql page, Place place) {
    Joins joins = new Joins();
    RecordSqlScope scope = scope(joins);
    List<Sql> columns = new ArrayList<>(names(R));
    columns.add(ID);
    if (isDeleted) {
      columns.add(Sql.of("r.deleted_at"));
    }
    columns.addAll(output.select(R, scope, scope.limitedTo(access)));
    Sql sql = Sql.of("select ").join(", ", columns).add(" from (").add(page).add(") r");
    sql.add(joins.text());
    return sql.add(" order by ").join(", ", order(names(R), place));
  }

  private RecordSqlScope scope(Joins joins) {
    return RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, R)
        .joining(joins);
  }

  private Sql from() {
    return StoredField.from(access.metadata(), entity, R);
  }

  private List<Sql> operands(RecordSqlScope scope) {
    List<Sql> operands = new ArrayList<>();
    for (SortTerm term : sort) {
      operands.add(scope.limitedTo(access).field(term.value().path(), term.value().type()));
    }
    return operands;
  }

  /** The sort keys as columns of {@link #select}. */
  private List<Sql> names(SqlName alias) {
    List<Sql> names = new ArrayList<>();
    for (SortTerm term : sort) {
      names.add(new Sql().add(alias, term.name()));
    }
    return names;
  }

  /** {@code where …}: records that are there, and pass the filters by the first sort key. */
  private Sql there(RecordSqlScope scope) {
    Sql where =
        isDeleted
            ? Sql.of(" where r.deleted_at is not null")
            : Sql.of(" where r.deleted_at is null");
    for (Expression term : ofOrder) {
      where.add(" and ").add(scope.limitedTo(access).condition(term));
    }
    return where;
  }

  /** The same behind the place where a page begins: what an index of the order answers. */
  private Sql behind(RecordSqlScope scope, Place place, List<Sql> operands) {
    Sql where = there(scope);
    if (hasParts()) {
      where.add(" and ").add(operands.get(0));
      where.add(place.isEmptyPart() ? " is null" : " is not null");
    }
    Cursor cursor = place.cursor();
    if (cursor != null) {
      where.add(" and ").add(isBehind(cursor, operands, place.isEmptyPart()));
    }
    return where;
  }

  /** {@code and …} for whatever else is asked of a row; empty where all may pass. */
  private Sql conditions(RecordSqlScope scope) {
    Sql conditions = new Sql();
    Sql rule = scope.condition(access.entity(entity).read());
    if (rule != null) {
      conditions.add(" and ").add(rule);
    }
    for (Expression term : others) {
      conditions.add(" and ").add(scope.limitedTo(access).condition(term));
    }
    if (narrowing != null) {
      RecordSqlScope seen = scope.limitedTo(access);
      conditions.add(NarrowingSql.conditions(access, compiler, narrowing, R, seen));
    }
    if (search != null) {
      conditions.add(" and r.search @> ").bind(SqlType.TEXT_ARRAY, search.all());
    }
    return conditions;
  }

  private static List<Expression> terms(@Nullable Expression filter) {
    if (filter == null) {
      return List.of();
    }
    return filter instanceof Expression.And and ? and.terms() : List.of(filter);
  }

  private boolean isOfOrder(Expression term) {
    return !sort.isEmpty()
        && DependencyCollector.of(term)
            .dependencies()
            .fields()
            .equals(Set.of(sort.get(0).value().path()));
  }

  private boolean isDescending() {
    return sort.isEmpty() || sort.get(0).isDescending();
  }

  private List<Sql> order(List<Sql> operands, Place place) {
    List<Sql> order = new ArrayList<>();
    for (int i = 0; i < sort.size(); i++) {
      if (i > 0) {
        order.add(sort.get(i).order(operands.get(i)));
      } else if (!place.isEmptyPart()) {
        order.add(sort.get(i).plainOrder(operands.get(i)));
      }
    }
    order.add(isDescending() ? Sql.of("r.id desc") : Sql.of("r.id"));
    return order;
  }

  private Sql isBehind(Cursor cursor, List<Sql> operands, boolean isEmptyPart) {
    Sql idBehind =
        (isDescending() ? Sql.of("r.id < ") : Sql.of("r.id > ")).bind(SqlType.UUID, cursor.id());
    int first = isEmptyPart ? 1 : 0;
    if (sort.size() == 1 && !isEmptyPart) {
      return isBehindInRow(cursor, operands.get(0));
    }
    Sql behind = idBehind;
    for (int i = sort.size() - 1; i >= first; i--) {
      SortTerm term = sort.get(i);
      Object value = cursor.values().get(i);
      Sql operand = operands.get(i);
      Sql after =
          i == 0 && value != null ? term.isBeyond(operand, value) : term.isAfter(operand, value);
      behind =
          Sql.of("(")
              .add(after)
              .add(" or (")
              .add(term.isEqual(operand, value))
              .add(" and ")
              .add(behind)
              .add("))");
    }
    if (first == 0 && !sort.isEmpty() && cursor.values().get(0) != null) {
      behind =
          atLeast(sort.get(0), operands.get(0), cursor.values().get(0)).add(" and ").add(behind);
    }
    return behind;
  }

  /** One sort key and the id: a row comparison that an index over both answers. */
  private Sql isBehindInRow(Cursor cursor, Sql operand) {
    SortTerm term = sort.get(0);
    Sql row = Sql.of("(").add(operand).add(", r.id) ");
    row = term.isDescending() ? row.add("< (") : row.add("> (");
    return row.bind(term.type(), cursor.values().get(0))
        .add(", ")
        .bind(SqlType.UUID, cursor.id())
        .add(")");
  }

  private static Sql atLeast(SortTerm term, Sql operand, @Nullable Object value) {
    Sql sql = new Sql().add(operand);
    return (term.isDescending() ? sql.add(" <= ") : sql.add(" >= ")).bind(term.type(), value);
  }
}
