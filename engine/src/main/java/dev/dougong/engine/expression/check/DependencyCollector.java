package dev.dougong.engine.expression.check;

import dev.dougong.engine.expression.Dependencies;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.function.FunctionDefinition.Source;
import dev.dougong.engine.expression.function.Functions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks a tree and notes what it reads. */
public final class DependencyCollector implements Expression.Visitor<DependencyCollector> {

  private final Set<FieldPath> fields = new LinkedHashSet<>();
  private @Nullable FieldPath rows;
  private boolean usesToday;
  private boolean usesNow;
  private boolean usesUser;

  private DependencyCollector() {}

  /** Of the whole tree. */
  public static DependencyCollector of(Expression expression) {
    return expression.accept(new DependencyCollector());
  }

  /** Whether the value can differ from record to record. */
  public boolean readsRecord() {
    return !fields.isEmpty();
  }

  /** What was noted. */
  public Dependencies dependencies() {
    return new Dependencies(fields, usesToday, usesNow, usesUser);
  }

  private DependencyCollector all(List<? extends Expression> expressions) {
    expressions.forEach(e -> e.accept(this));
    return this;
  }

  private void read(FieldPath path) {
    fields.add(rows == null ? path : rows.then(path));
  }

  @Override
  public DependencyCollector constant(Expression.Constant constant) {
    return this;
  }

  @Override
  public DependencyCollector field(Expression.Field field) {
    read(field.path());
    return this;
  }

  @Override
  public DependencyCollector and(Expression.And and) {
    return all(and.terms());
  }

  @Override
  public DependencyCollector or(Expression.Or or) {
    return all(or.terms());
  }

  @Override
  public DependencyCollector not(Expression.Not not) {
    return not.term().accept(this);
  }

  @Override
  public DependencyCollector conditional(Expression.Conditional c) {
    return all(List.of(c.condition(), c.whenTrue(), c.whenFalse()));
  }

  @Override
  public DependencyCollector in(Expression.In in) {
    return in.operand().accept(this);
  }

  @Override
  public DependencyCollector call(Expression.Call call) {
    Source source = Functions.required(call.function()).source();
    usesToday |= source == Source.TODAY;
    usesNow |= source == Source.NOW;
    usesUser |= source == Source.USER;
    return all(call.arguments());
  }

  @Override
  public DependencyCollector aggregate(Expression.Aggregate aggregate) {
    read(aggregate.rows());
    FieldPath outer = rows;
    rows = outer == null ? aggregate.rows() : outer.then(aggregate.rows());
    Expression body = aggregate.body();
    if (body != null) {
      body.accept(this);
    }
    rows = outer;
    return this;
  }
}
