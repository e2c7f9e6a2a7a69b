package dev.dougong.engine.expression.differential;

import dev.dougong.engine.expression.MapScope;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.function.Aggregation;
import dev.dougong.engine.expression.function.FunctionDefinition;
import dev.dougong.engine.expression.function.Functions;
import dev.dougong.engine.expression.function.Slot;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Writes well-typed expressions that use every function, operator and kind of field. */
final class RandomExpressions {

  private static final List<ValueType> TYPES =
      List.of(
          ValueType.NUMBER,
          ValueType.NUMBER,
          ValueType.TEXT,
          ValueType.BOOLEAN,
          ValueType.DATE,
          ValueType.DATE_TIME,
          ValueType.TIME,
          ValueType.DURATION);

  private final Random random;
  private final RandomValues values;
  private MapScope scope = Shop.SALES;
  private boolean isInRows;

  RandomExpressions(Random random) {
    this.random = random;
    this.values = new RandomValues(random);
  }

  String next() {
    int roll = random.nextInt(12);
    ValueType type = roll < 6 ? TYPES.get(roll) : pick(TYPES);
    return write(roll >= 9 ? ValueType.BOOLEAN : type, 1 + random.nextInt(4));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String write(ValueType type, int depth) {
    if (depth <= 0 || random.nextInt(8) == 0) {
      return leaf(type);
    }
    if (random.nextInt(14) == 0) {
      return "("
          + write(ValueType.BOOLEAN, depth - 1)
          + " ? "
          + write(type, depth - 1)
          + " : "
          + (random.nextInt(5) == 0 ? "null" : write(type, depth - 1))
          + ")";
    }
    if (type.equals(ValueType.BOOLEAN) && random.nextInt(3) == 0) {
      return logical(depth);
    }
    if (!isInRows && random.nextInt(9) == 0) {
      String aggregate = aggregate(type, depth);
      if (aggregate != null) {
        return aggregate;
      }
    }
    List<FunctionDefinition> fitting =
        Functions.all().stream().filter(f -> gives(f, type)).toList();
    return fitting.isEmpty() ? leaf(type) : call(pick(fitting), type, depth);
  }

  private static boolean gives(FunctionDefinition function, ValueType type) {
    ValueType result = function.result();
    return result == null ? function.slot(0).takes(type) : result.isSameAs(type);
  }

  private String logical(int depth) {
    String left = write(ValueType.BOOLEAN, depth - 1);
    return switch (random.nextInt(5)) {
      case 0 -> "!" + left;
      case 1 -> "(" + left + " && " + write(ValueType.BOOLEAN, depth - 1) + ")";
      case 2 -> "(" + left + " || " + write(ValueType.BOOLEAN, depth - 1) + ")";
      case 3 -> in(depth);
      default -> "(" + write(pick(TYPES), depth - 1) + " == null)";
    };
  }

  private String in(int depth) {
    ValueType type = pick(List.of(ValueType.TEXT, ValueType.NUMBER, ValueType.DATE));
    List<String> list = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      list.add(type.equals(ValueType.DATE) ? "\"2024-02-29\"" : constant(type));
    }
    return "(" + write(type, depth - 1) + " in (" + String.join(", ", list) + "))";
  }

  private @Nullable String aggregate(ValueType type, int depth) {
    List<Aggregation> fitting =
        Functions.aggregations().stream()
            .filter(
                a -> {
                  ValueType result = a.result();
                  return result == null ? a.body().takes(type) : result.isSameAs(type);
                })
            .toList();
    if (fitting.isEmpty()) {
      return null;
    }
    Aggregation aggregation = pick(fitting);
    boolean isTable = random.nextInt(3) > 0;
    String rows = isTable ? "items" : "helpers";
    if (aggregation.isBodyOptional() && random.nextInt(4) == 0) {
      return aggregation.id() + "(" + rows + ")";
    }
    ValueType only = aggregation.body().onlyType();
    scope = isTable ? Shop.ITEM : Shop.USERS;
    isInRows = true;
    String body = write(only == null ? type : only, depth - 1);
    scope = Shop.SALES;
    isInRows = false;
    return aggregation.id() + "(" + rows + ", " + body + ")";
  }

  private String call(FunctionDefinition function, ValueType type, int depth) {
    if (function.id().equals("isWithin")) {
      return pick(List.of(
              "isWithin(unit, userOrgUnit())",
              "isWithin(userOrgUnit(), unit)",
              "isWithin(unit, \"" + values.id() + "\")"))
          .replace("unit,", isInRows ? "userOrgUnit()," : "unit,")
          .replace(", unit)", isInRows ? ", userOrgUnit())" : ", unit)");
    }
    int count = function.slots().size();
    if (function.isVariadic()) {
      count += random.nextInt(3);
    }
    ValueType same = function.result() == null ? type : generic(function);
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arguments.add(argument(function, i, same, depth - 1));
    }
    if (Character.isLetter(function.name().charAt(0))) {
      return function.name() + "(" + String.join(", ", arguments) + ")";
    }
    String symbol = function.name();
    if (function.id().startsWith("is")) {
      return "(" + arguments.get(0) + " " + symbol + " null)";
    }
    return count == 1
        ? "(" + symbol + arguments.get(0) + ")"
        : "(" + arguments.get(0) + " " + symbol + " " + arguments.get(1) + ")";
  }

  private ValueType generic(FunctionDefinition function) {
    if (function.slots().isEmpty() || !function.slot(0).isGeneric()) {
      return ValueType.NUMBER;
    }
    if (!isInRows && function.slot(0) == Slot.COMPARABLE && random.nextInt(6) == 0) {
      return ValueType.reference(ValueType.USER);
    }
    List<ValueType> fitting = TYPES.stream().filter(function.slot(0)::takes).toList();
    return pick(fitting);
  }

  private String argument(FunctionDefinition function, int i, ValueType same, int depth) {
    Slot slot = function.slot(i);
    return switch (slot) {
      case NUMBER -> number(function, i, depth);
      case LITERAL_INTEGER ->
          String.valueOf(
              function.literalMin()
                  + random.nextInt(
                      Math.min(function.literalMax() - function.literalMin(), 42) + 1));
      case LITERAL_TEXT ->
          function.id().equals("hasRole")
              ? pick(List.of("\"manager\"", "\"clerk\""))
              : quote(values.shortText());
      case TEXT, BOOLEAN, DATE, TIME, DATE_TIME, DURATION ->
          write(Objects.requireNonNull(slot.onlyType()), depth);
      case ORDERED, COMPARABLE, SAME -> write(same, depth);
      case TEXT_LIST -> leaf(ValueType.TEXT_LIST);
      case REFERENCE_LIST -> leaf(ValueType.referenceList(ValueType.USER));
      case LIST -> leaf(pick(List.of(ValueType.TEXT_LIST, ValueType.referenceList("user"))));
      case ELEMENT -> leaf(ValueType.reference(ValueType.USER));
      case ORG_UNIT -> "userOrgUnit()";
      case ANY -> isInRows || random.nextInt(4) > 0 ? write(pick(TYPES), depth) : "extra";
    };
  }

  /** Counts, years and the like are mostly small; else all would be null. */
  private String number(FunctionDefinition function, int i, int depth) {
    boolean isCount = function.slots().stream().anyMatch(s -> s != Slot.NUMBER);
    if (function.id().equals("date")) {
      int[] most = {3000, 12, 31};
      return small(1 + random.nextInt(most[i]));
    }
    if (function.id().equals("isLeapYear") || function.id().equals("anniversary")) {
      return small(1900 + random.nextInt(300));
    }
    return isCount ? small(random.nextInt(30) - 5) : write(ValueType.NUMBER, depth);
  }

  private String small(int value) {
    return switch (random.nextInt(8)) {
      case 0 -> isInRows ? leaf(ValueType.NUMBER) : "count1";
      case 1 -> "(" + value + " + 0.5)";
      case 2 -> isInRows ? String.valueOf(value) : "ifNull(count2, " + value + ")";
      default -> String.valueOf(value);
    };
  }

  private String leaf(ValueType type) {
    List<String> fields = new ArrayList<>();
    collect(scope, "", type, fields);
    boolean isField = !fields.isEmpty() && random.nextInt(4) > 0;
    return isField ? pick(fields) : constant(type);
  }

  private static void collect(MapScope scope, String prefix, ValueType type, List<String> into) {
    for (ScopeField field : scope.fields()) {
      if (field.type().isSameAs(type)) {
        into.add(prefix + field.key());
      }
      boolean isWay = field.id() == Shop.CUSTOMER || field.id() == Shop.STORE;
      if (isWay && field.inner().get() instanceof MapScope inner) {
        collect(inner, prefix + field.key() + ".", type, into);
      }
    }
  }

  private String constant(ValueType type) {
    return switch (type.kind()) {
      case TEXT -> quote(values.shortText());
      case INTEGER, DECIMAL -> {
        BigDecimal number = values.decimal();
        yield number.precision() > 30 || number.scale() > 12 ? "7" : number.toPlainString();
      }
      case BOOLEAN -> String.valueOf(random.nextBoolean());
      case DATE -> "date(\"" + ((LocalDate) values.of(ValueKind.DATE)) + "\")";
      case TIME -> isInRows ? "timeOf(now())" : pick(List.of("time1", "timeOf(soldAt)"));
      case DATE_TIME -> "dateTime(" + constant(ValueType.DATE) + ")";
      case DURATION -> isInRows ? fallback() : pick(List.of("duration1", "duration2"));
      case REFERENCE -> ValueType.ORG_UNIT.equals(type.target()) ? "userOrgUnit()" : "user()";
      case TEXT_LIST -> isInRows ? fallback() : "tags";
      case REFERENCE_LIST -> isInRows ? fallback() : "helpers";
      case TABLE, JSON, SEALED -> throw new IllegalArgumentException("type: " + type);
    };
  }

  /** Rows have no lists and no durations; the generator gives up on this expression. */
  private static String fallback() {
    return "noSuchField";
  }

  private static String quote(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + '"';
  }
}
