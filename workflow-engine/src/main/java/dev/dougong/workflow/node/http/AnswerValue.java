package dev.dougong.workflow.node.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Values of a program's answer, as later nodes read them. */
final class AnswerValue {

  private static final int LONGEST = 10_000;
  private static final int LONGEST_NUMBER = 40;

  private AnswerValue() {}

  /** The type of a value by its name in documents. */
  static ValueType type(String name) {
    return switch (name) {
      case "number" -> ValueType.NUMBER;
      case "boolean" -> ValueType.BOOLEAN;
      case "date" -> ValueType.DATE;
      case "dateTime" -> ValueType.DATE_TIME;
      default -> ValueType.TEXT;
    };
  }

  /** The answer as JSON; missing where it is none. */
  static JsonNode read(String text) {
    try {
      JsonNode read = ValueJson.mapper().readTree(text);
      return read == null ? JsonNodeFactory.instance.missingNode() : read;
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  /** Puts a value under its name; gives what is wrong with it, or null. */
  static @Nullable Problem put(ObjectNode output, JsonNode option, JsonNode answer) {
    String name = option.path("name").asText();
    if (answer.isMissingNode()) {
      return Problem.of("workflow.answerNotJson");
    }
    JsonNode value = answer.at(option.path("at").asText());
    String type = option.path("type").asText();
    try {
      output.set(name, value.isMissingNode() || value.isNull() ? null : canonical(value, type));
      return null;
    } catch (DateTimeException | NumberFormatException e) {
      return Problem.of("workflow.answerMismatch").with("value", name).with("type", type);
    }
  }

  private static JsonNode canonical(JsonNode value, String type) {
    String text = value.isValueNode() ? value.asText() : value.toString();
    return switch (type) {
      case "number" -> number(text);
      case "boolean" -> truth(text);
      case "date" -> ValueJson.toTree(LocalDate.parse(text));
      case "dateTime" -> ValueJson.toTree(OffsetDateTime.parse(text).toInstant());
      default ->
          JsonNodeFactory.instance.textNode(
              text.substring(0, Math.min(LONGEST, text.length())).replace("\0", ""));
    };
  }

  private static JsonNode number(String text) {
    if (text.length() > LONGEST_NUMBER) {
      throw new NumberFormatException(text);
    }
    BigDecimal number = new BigDecimal(text);
    if (Math.abs((long) number.scale()) > LONGEST_NUMBER
        || number.precision() - number.scale() > 30) {
      throw new NumberFormatException(text);
    }
    return ValueJson.toTree(
        number.setScale(Math.min(12, Math.max(0, number.scale())), java.math.RoundingMode.HALF_UP));
  }

  private static JsonNode truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new NumberFormatException(text);
    }
    return JsonNodeFactory.instance.booleanNode(text.equals("true"));
  }
}
