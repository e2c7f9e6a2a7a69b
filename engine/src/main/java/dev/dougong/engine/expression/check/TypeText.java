package dev.dougong.engine.expression.check;

import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.function.FunctionDefinition;
import dev.dougong.engine.expression.function.Slot;
import dev.dougong.engine.value.ValueKind;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Names of types, as messages, the manual and the JSON form write them. */
public final class TypeText {

  private TypeText() {}

  /** {@code text}, {@code number}, {@code dateTime}, {@code reference:customer}. */
  public static String of(ValueType type) {
    String name = type.isNumber() ? "number" : camel(type.kind().name());
    return type.target() == null ? name : name + ":" + type.target();
  }

  static String of(@Nullable ValueType type, String otherwise) {
    return type == null ? otherwise : of(type);
  }

  static String of(Slot slot) {
    return switch (slot) {
      case LITERAL_TEXT -> "text";
      case LITERAL_INTEGER -> "number";
      case ELEMENT -> "reference";
      case ORDERED, COMPARABLE, SAME, ANY -> "value";
      default -> camel(slot.name());
    };
  }

  /** {@code left(text, number)}. */
  public static String signature(FunctionDefinition function) {
    StringJoiner slots = new StringJoiner(", ", function.name() + "(", ")");
    function.slots().forEach(slot -> slots.add(of(slot)));
    return function.isVariadic() ? slots.toString().replace(")", ", …)") : slots.toString();
  }

  /** The name of a kind in JSON: {@code textList}. */
  static String camel(String constant) {
    StringBuilder name = new StringBuilder();
    for (String word : constant.toLowerCase(Locale.ROOT).split("_")) {
      name.append(
          name.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }

  /** The type of the JSON form, where {@code integer} and {@code decimal} are told apart. */
  static String json(ValueType type) {
    String name = camel(type.kind().name());
    return type.target() == null ? name : name + ":" + type.target();
  }

  /** The reverse of {@link #json}; null where it is no type. */
  static @Nullable ValueType read(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    for (ValueKind kind : ValueKind.values()) {
      boolean hasTarget = kind == ValueKind.REFERENCE || kind == ValueKind.REFERENCE_LIST;
      if (camel(kind.name()).equals(name) && hasTarget == (colon > 0)) {
        return new ValueType(kind, colon < 0 ? null : text.substring(colon + 1));
      }
    }
    return null;
  }
}
