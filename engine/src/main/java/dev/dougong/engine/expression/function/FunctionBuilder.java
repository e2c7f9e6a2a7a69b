package dev.dougong.engine.expression.function;

import dev.dougong.engine.expression.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts an entry together, so that an entry reads from top to bottom. */
final class FunctionBuilder {

  private final String id;
  private final String name;
  private List<Slot> slots = List.of();
  private boolean isVariadic;
  private @Nullable ValueType result;
  private Nulls nulls = Nulls.GIVE_NULL;
  private int literalMin;
  private int literalMax = Integer.MAX_VALUE;
  private FunctionDefinition.Source source = FunctionDefinition.Source.ARGUMENTS;
  private @Nullable SqlForm sql;
  private FunctionDefinition.Doc doc = new FunctionDefinition.Doc("", "");
  private final List<FunctionDefinition.Example> examples = new ArrayList<>();

  private FunctionBuilder(String id, String name) {
    this.id = id;
    this.name = name;
  }

  static FunctionBuilder function(String name) {
    return new FunctionBuilder(name, name);
  }

  /** A further overload: another id, the same name. */
  static FunctionBuilder overload(String id, String name) {
    return new FunctionBuilder(id, name);
  }

  FunctionBuilder takes(Slot... taken) {
    slots = List.of(taken);
    return this;
  }

  FunctionBuilder takesMany(Slot... taken) {
    isVariadic = true;
    return takes(taken);
  }

  FunctionBuilder gives(ValueType type) {
    result = type;
    return this;
  }

  FunctionBuilder nulls(Nulls policy) {
    nulls = policy;
    return this;
  }

  FunctionBuilder literal(int min, int max) {
    literalMin = min;
    literalMax = max;
    return this;
  }

  FunctionBuilder reads(FunctionDefinition.Source what) {
    source = what;
    return this;
  }

  FunctionBuilder sql(SqlForm form) {
    sql = form;
    return this;
  }

  FunctionBuilder doc(String zh, String en) {
    doc = new FunctionDefinition.Doc(zh, en);
    return this;
  }

  FunctionBuilder example(String expression, String value) {
    examples.add(new FunctionDefinition.Example(expression, value));
    return this;
  }

  FunctionDefinition body(Body body) {
    Objects.requireNonNull(body, id);
    return new FunctionDefinition(
        id,
        name,
        slots,
        isVariadic,
        slots.size(),
        result,
        nulls,
        literalMin,
        literalMax,
        source,
        body,
        sql,
        doc,
        List.copyOf(examples));
  }
}
