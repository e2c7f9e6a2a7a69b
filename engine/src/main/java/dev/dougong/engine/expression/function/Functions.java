package dev.dougong.engine.expression.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All functions, operators and aggregations, by id and by name. Immutable. */
public final class Functions {

  /** A chapter of the manual. */
  public record Group(String zh, String en, List<FunctionDefinition> functions) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group("文本", "Text", TextFunctions.all()),
          new Group("转换", "Conversion", ConversionFunctions.all()),
          new Group("数字", "Numbers", NumberFunctions.all()),
          new Group("逻辑", "Choice", LogicFunctions.all()),
          new Group("日期", "Dates", DateFunctions.all()),
          new Group("时间", "Times", TimeFunctions.all()),
          new Group("列表", "Lists", ListFunctions.all()),
          new Group("用户", "Users", UserFunctions.all()));

  private static final Map<String, FunctionDefinition> BY_ID = new LinkedHashMap<>();
  private static final Map<String, List<FunctionDefinition>> BY_NAME = new LinkedHashMap<>();
  private static final Map<String, Aggregation> AGGREGATIONS = new LinkedHashMap<>();

  static {
    GROUPS.stream()
        .flatMap(group -> group.functions().stream())
        .forEach(
            f -> {
              if (BY_ID.put(f.id(), f) != null) {
                throw new IllegalStateException("two functions have the id " + f.id());
              }
              BY_NAME.computeIfAbsent(f.name(), name -> new ArrayList<>()).add(f);
            });
    Aggregations.all().forEach(a -> AGGREGATIONS.put(a.id(), a));
  }

  private Functions() {}

  /** The function that a stored tree names, or null. */
  public static @Nullable FunctionDefinition byId(String id) {
    return BY_ID.get(id);
  }

  /** The function that a checked tree names. */
  public static FunctionDefinition required(String id) {
    FunctionDefinition function = BY_ID.get(id);
    if (function == null) {
      throw new IllegalArgumentException("id: '" + id + "' is no function");
    }
    return function;
  }

  /** The overloads that a name or an operator has; empty where it is not known. */
  public static List<FunctionDefinition> named(String name) {
    return BY_NAME.getOrDefault(name, List.of());
  }

  /** The aggregation of a name, or null. */
  public static @Nullable Aggregation aggregation(String name) {
    return AGGREGATIONS.get(name);
  }

  /** All functions and operators, by chapters of the manual. */
  public static List<Group> groups() {
    return GROUPS;
  }

  /** Everything in the order of the manual. */
  public static List<FunctionDefinition> all() {
    return List.copyOf(BY_ID.values());
  }

  /** All aggregations. */
  public static List<Aggregation> aggregations() {
    return List.copyOf(AGGREGATIONS.values());
  }

  /** Names that an author can write as functions, for suggestions. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (String name : BY_NAME.keySet()) {
      if (Character.isLetter(name.charAt(0))) {
        names.add(name);
      }
    }
    AGGREGATIONS.keySet().stream().filter(n -> !names.contains(n)).forEach(names::add);
    names.add("if");
    return Collections.unmodifiableList(names);
  }
}
