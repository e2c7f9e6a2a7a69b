package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
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
import org.jspecify.annotations.Nullable;

/**
 * A checked list as statements. A page is cut from the rows first, by keyset over (sort keys, id);
 * labels and computed values are joined to the page only. Rows whose first sort key is empty are a
 * part of their own behind the others, so that an index gives the order of both parts.
 */
final class ListPlan {

  private static final SqlName R = SqlName.of("r");
  private static final Sql ID = Sql.of("r.id");

  private final Access access;
  private final SqlCompiler compiler;
  private final Entity entity;
  private final @Nullable Expression filter;
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
    this.filter = filter;
    this.search = search;
    this.sort = sort;
    this.isDeleted = isDeleted;
    this.narrowing = narrowing;
  }

  /** The sort keys; the id is the last key and not among them. */
  List<SortTerm> sort() {
    return sort;
  }

  /** Whether rows with an empty first sort key are read apart from the others. */
  boolean hasParts() {
    return !sort.isEmpty() && sort.get(0).mayBeEmpty();
  }

  /** Exact number of rows. */
  Sql count() {
    Joins joins = new Joins();
    RecordSqlScope scope = scope(joins);
    Sql where = where(scope);
    return Sql.of("select count(*) from ").add(from()).add(joins.text()).add(where);
  }

  /**
   * A page.
   *
   * @param output what to read of each row
   * @param cursor the row behind which it begins, or null
   * @param isEmptyPart whether the rows with an empty first sort key are meant
   * @param limit rows at the most
   */
  Sql page(OutputFields output, @Nullable Cursor cursor, boolean isEmptyPart, int limit) {
    Joins inner = new Joins();
    RecordSqlScope scope = scope(inner);
    Sql page = Sql.of("select r.*");
    List<Sql> operands = new ArrayList<>();
    for (SortTerm term : sort) {
      Sql operand = scope.limitedTo(access).field(term.value().path(), term.value().type());
      operands.add(operand);
      page.add(", ").add(operand).add(" as ").add(term.name());
    }
    Sql where = where(scope);
    addPart(where, operands, isEmptyPart);
    if (cursor != null) {
      where.add(" and ").add(isBehind(cursor, operands, isEmptyPart));
    }
    page.add(" from ").add(from()).add(inner.text()).add(where);
    page.add(" order by ").join(", ", order(operands, isEmptyPart));
    page.add(" limit ").number(limit);

    Joins outer = new Joins();
    RecordSqlScope shown =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, R)
            .joining(outer);
    List<Sql> columns = new ArrayList<>();
    List<Sql> names = new ArrayList<>();
    for (SortTerm term : sort) {
      Sql name = new Sql().add(R, term.name());
      columns.add(name);
      names.add(name);
    }
    columns.add(ID);
    if (isDeleted) {
      columns.add(Sql.of("r.deleted_at"));
    }
    columns.addAll(output.select(R, shown, shown.limitedTo(access)));
    Sql sql = Sql.of("select ").join(", ", columns).add(" from (").add(page).add(") r");
    sql.add(outer.text());
    return sql.add(" order by ").join(", ", order(names, isEmptyPart));
  }

  private RecordSqlScope scope(Joins joins) {
    return RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, R)
        .joining(joins);
  }

  private Sql from() {
    return StoredField.from(access.metadata(), entity, R);
  }

  private Sql where(RecordSqlScope scope) {
    Sql where =
        isDeleted
            ? Sql.of(" where r.deleted_at is not null")
            : Sql.of(" where r.deleted_at is null");
    Sql rule = scope.condition(access.entity(entity).read());
    if (rule != null) {
      where.add(" and ").add(rule);
    }
    if (filter != null) {
      where.add(" and ").add(scope.limitedTo(access).condition(filter));
    }
    if (narrowing != null) {
      where.add(NarrowingSql.conditions(access, compiler, narrowing, R, scope.limitedTo(access)));
    }
    if (search != null) {
      where.add(" and r.search @> ").bind(SqlType.TEXT_ARRAY, search.all());
    }
    return where;
  }

  private void addPart(Sql where, List<Sql> operands, boolean isEmptyPart) {
    if (hasParts()) {
      where.add(" and ").add(operands.get(0)).add(isEmptyPart ? " is null" : " is not null");
    }
  }

  private boolean isDescending() {
    return sort.isEmpty() || sort.get(0).isDescending();
  }

  private List<Sql> order(List<Sql> operands, boolean isEmptyPart) {
    List<Sql> order = new ArrayList<>();
    for (int i = 0; i < sort.size(); i++) {
      if (i > 0) {
        order.add(sort.get(i).order(operands.get(i)));
      } else if (!isEmptyPart) {
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
