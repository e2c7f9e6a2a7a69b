package dev.dougong.engine.fieldtype;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reading of lists: each element in its place, none twice, not too many. */
public final class ListValues {

  private ListValues() {}

  /**
   * The elements of a JSON array; null for JSON null and for an empty list or text, and with
   * problems.
   *
   * @param most so many elements are allowed
   * @param element reads one; null after a problem
   */
  public static <T> @Nullable List<T> list(
      JsonNode json,
      int most,
      FieldParsing parsing,
      BiFunction<JsonNode, FieldParsing, @Nullable T> element) {
    if (json.isNull() || (json.isTextual() && json.textValue().isEmpty())) {
      return null;
    }
    if (!json.isArray()) {
      parsing.add(TextValues.wrongType("array", json));
      return null;
    }
    if (json.size() > most) {
      parsing.add(tooMany(json.size(), most));
      return null;
    }
    Set<T> values = new LinkedHashSet<>();
    boolean isWhole = true;
    for (int i = 0; i < json.size(); i++) {
      FieldParsing here = parsing.below("/" + i);
      T value = element.apply(json.get(i), here);
      if (value == null) {
        isWhole = false;
        JsonNode given = json.get(i);
        if (given.isNull() || (given.isTextual() && given.textValue().isBlank())) {
          here.add(Problem.of("value.emptyElement"));
        }
      } else if (!values.add(value)) {
        here.add(Problem.of("value.repeated").with("value", TextValues.shown(value.toString())));
        isWhole = false;
      }
    }
    return values.isEmpty() || !isWhole ? null : List.copyOf(values);
  }

  /** The parts of a cell between commas, semicolons, bars or line breaks; repeats count once. */
  public static <T> @Nullable List<T> listText(
      String text,
      int most,
      FieldParsing parsing,
      BiFunction<String, FieldParsing, @Nullable T> element) {
    Set<T> values = new LinkedHashSet<>();
    boolean isWhole = true;
    for (String part : parts(text)) {
      T value = element.apply(part, parsing);
      isWhole &= value != null;
      if (value != null) {
        values.add(value);
      }
    }
    if (values.size() > most) {
      parsing.add(tooMany(values.size(), most));
      return null;
    }
    return values.isEmpty() || !isWhole ? null : List.copyOf(values);
  }

  /** The elements of a list value for a person, between the commas of the language. */
  public static String joined(Object value, Locale locale, Function<Object, String> show) {
    StringBuilder text = new StringBuilder();
    for (Object one : (List<?>) value) {
      if (text.length() > 0) {
        text.append(locale.getLanguage().equals("en") ? ", " : "、");
      }
      text.append(show.apply(one));
    }
    return text.toString();
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split("[,，;；、|\\r\\n]", -1)) {
      String bare = part.strip();
      if (!bare.isEmpty()) {
        parts.add(bare);
      }
    }
    return parts;
  }

  private static Problem tooMany(int count, int most) {
    return Problem.of("value.tooMany").with("max", most).with("count", count);
  }
}
