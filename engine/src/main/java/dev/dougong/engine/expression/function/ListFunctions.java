package dev.dougong.engine.expression.function;

import static dev.dougong.engine.expression.ValueType.BOOLEAN;
import static dev.dougong.engine.expression.ValueType.NUMBER;
import static dev.dougong.engine.expression.ValueType.TEXT;
import static dev.dougong.engine.expression.function.FunctionBuilder.function;
import static dev.dougong.engine.expression.function.FunctionBuilder.overload;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Functions of lists of texts (tags, several choices) and of references. */
final class ListFunctions {

  private ListFunctions() {}

  static List<FunctionDefinition> all() {
    return List.of(
        contains(),
        containsReference(),
        containsAny(),
        containsAll(),
        size(),
        isEmpty(),
        first(),
        last(),
        join());
  }

  /** An array of the operands from the second on; one bound value where they are constants. */
  private static Sql array(SqlCall s, SqlType type) {
    List<SqlOperand> elements = s.operands().subList(1, s.size());
    if (elements.stream().allMatch(e -> e.isConstant() && e.constant() != null)) {
      return new Sql()
          .bind(type, elements.stream().map(e -> Objects.requireNonNull(e.constant())).toList());
    }
    return Sql.of("array[").join(", ", elements.stream().map(SqlOperand::sql).toList()).add("]");
  }

  private static Sql set(SqlCall s, @CompileTimeConstant final String operator, SqlType elements) {
    return new Sql()
        .add("(")
        .add(s.operand(0).sql())
        .add(operator)
        .add(array(s, elements))
        .add(")");
  }

  private static FunctionDefinition contains() {
    return overload("containsText", "contains")
        .takes(Slot.TEXT_LIST, Slot.TEXT)
        .gives(BOOLEAN)
        .nulls(Nulls.GIVE_FALSE)
        .doc("列表中是否有该值。", "Whether the list has the value.")
        .example("contains(tags, \"VIP\")", "true")
        .sql(s -> set(s, " @> ", SqlType.TEXT_ARRAY))
        .body(a -> a.list(0).contains(a.text(1)));
  }

  private static FunctionDefinition containsReference() {
    return overload("containsReference", "contains")
        .takes(Slot.REFERENCE_LIST, Slot.ELEMENT)
        .gives(BOOLEAN)
        .nulls(Nulls.GIVE_FALSE)
        .doc("引用列表中是否有该记录。", "Whether the references hold the record.")
        .example("contains(helpers, seller)", "true")
        .sql(s -> set(s, " @> ", SqlType.UUID_ARRAY))
        .body(a -> a.list(0).contains(a.id(1)));
  }

  private static FunctionBuilder several(String name) {
    return function(name).takesMany(Slot.TEXT_LIST, Slot.TEXT).gives(BOOLEAN).nulls(Nulls.ARE_SEEN);
  }

  private static FunctionDefinition containsAny() {
    return several("containsAny")
        .doc("列表中是否至少有其中一个值。", "Whether the list has at least one of the values.")
        .example("containsAny(tags, \"VIP\", \"企业\")", "true")
        .sql(s -> set(s, " && ", SqlType.TEXT_ARRAY))
        .body(
            a -> {
              boolean found = false;
              for (int i = 1; i < a.size(); i++) {
                found |= !a.isNull(i) && a.list(0).contains(a.text(i));
              }
              return found;
            });
  }

  private static FunctionDefinition containsAll() {
    return several("containsAll")
        .doc("列表中是否有全部这些值。", "Whether the list has all of the values.")
        .example("containsAll(tags, \"VIP\", \"企业\")", "false")
        .sql(s -> set(s, " @> ", SqlType.TEXT_ARRAY))
        .body(
            a -> {
              boolean found = true;
              for (int i = 1; i < a.size(); i++) {
                found &= !a.isNull(i) && a.list(0).contains(a.text(i));
              }
              return found;
            });
  }

  private static FunctionDefinition size() {
    return function("size")
        .takes(Slot.LIST)
        .gives(NUMBER)
        .nulls(Nulls.ARE_SEEN)
        .doc("列表中有几个值。", "How many values the list has.")
        .example("size(tags)", "2")
        .sql(s -> s.plain("coalesce(cardinality({0}), 0)::numeric"))
        .body(a -> Numbers.of(a.list(0).size()));
  }

  private static FunctionDefinition isEmpty() {
    return function("isEmpty")
        .takes(Slot.LIST)
        .gives(BOOLEAN)
        .nulls(Nulls.ARE_SEEN)
        .doc("列表是否为空。", "Whether the list has no value.")
        .example("isEmpty(tags)", "false")
        .sql(s -> s.plain("(coalesce(cardinality({0}), 0) = 0)"))
        .body(a -> a.list(0).isEmpty());
  }

  private static @Nullable Object at(Arguments a, int place) {
    return Texts.orNull((String) a.list(0).get(place));
  }

  private static FunctionDefinition first() {
    return function("first")
        .takes(Slot.TEXT_LIST)
        .gives(TEXT)
        .doc("列表中的第一个值。", "The first value of the list.")
        .example("first(tags)", "VIP")
        .sql(s -> s.plain("nullif(({0})[1], '')"))
        .body(a -> at(a, 0));
  }

  private static FunctionDefinition last() {
    return function("last")
        .takes(Slot.TEXT_LIST)
        .gives(TEXT)
        .doc("列表中的最后一个值。", "The last value of the list.")
        .example("last(tags)", "老客户")
        .sql(s -> s.let("nullif(({0})[cardinality({0})], '')"))
        .body(a -> at(a, a.list(0).size() - 1));
  }

  private static FunctionDefinition join() {
    return function("join")
        .takes(Slot.TEXT_LIST, Slot.TEXT)
        .gives(TEXT)
        .nulls(Nulls.ARE_SEEN)
        .doc("把列表连接成一段文本，中间加分隔。", "The values as one text, with the other one between them.")
        .example("join(tags, \"、\")", "VIP、老客户")
        .sql(s -> SqlCall.limited(s.plain("array_to_string({0}, coalesce({1}, ''))")))
        .body(ListFunctions::joined);
  }

  private static @Nullable String joined(Arguments a) {
    String separator = a.textOrEmpty(1);
    StringBuilder all = new StringBuilder();
    for (Object value : a.list(0)) {
      // two code units at most for each character, so no more than this can still be allowed
      if (all.length() > 2 * Texts.MAX_RESULT) {
        break;
      }
      all.append(all.length() == 0 ? "" : separator).append(value);
    }
    return Texts.fit(a, all.toString());
  }
}
