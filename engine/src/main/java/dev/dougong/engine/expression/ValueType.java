package dev.dougong.engine.expression;

import dev.dougong.engine.value.ValueKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an expression gives. To the language INTEGER and DECIMAL are one thing, a number; values of
 * choices and stages are TEXT.
 *
 * @param kind kind of the value
 * @param target for REFERENCE and REFERENCE_LIST the key of the entity that is referred to, or
 *     {@link #USER} or {@link #ORG_UNIT}; null in all other kinds
 */
public record ValueType(ValueKind kind, @Nullable String target) {

  /** Target of references to users. */
  public static final String USER = "user";

  /** Target of references to organisation units. */
  public static final String ORG_UNIT = "orgUnit";

  public static final ValueType TEXT = of(ValueKind.TEXT);
  public static final ValueType NUMBER = of(ValueKind.DECIMAL);
  public static final ValueType BOOLEAN = of(ValueKind.BOOLEAN);
  public static final ValueType DATE = of(ValueKind.DATE);
  public static final ValueType TIME = of(ValueKind.TIME);
  public static final ValueType DATE_TIME = of(ValueKind.DATE_TIME);
  public static final ValueType DURATION = of(ValueKind.DURATION);
  public static final ValueType SEALED = of(ValueKind.SEALED);
  public static final ValueType TEXT_LIST = of(ValueKind.TEXT_LIST);

  /** Checks that references, and only they, name a target. */
  public ValueType {
    Objects.requireNonNull(kind, "kind");
    if ((target != null) != isReference(kind)) {
      throw new IllegalArgumentException("target: " + target + " does not go with " + kind);
    }
  }

  /** A type without a target. */
  public static ValueType of(ValueKind kind) {
    return new ValueType(kind, null);
  }

  /** A reference to a record of the entity, to {@link #USER} or to {@link #ORG_UNIT}. */
  public static ValueType reference(String target) {
    return new ValueType(ValueKind.REFERENCE, target);
  }

  /** A list of such references. */
  public static ValueType referenceList(String target) {
    return new ValueType(ValueKind.REFERENCE_LIST, target);
  }

  /** Whether it is a number to the language. */
  public boolean isNumber() {
    return kind == ValueKind.INTEGER || kind == ValueKind.DECIMAL;
  }

  /** Whether the language may use one for the other: equal, or both numbers. */
  public boolean isSameAs(ValueType other) {
    return equals(other) || (isNumber() && other.isNumber());
  }

  private static boolean isReference(ValueKind kind) {
    return kind == ValueKind.REFERENCE || kind == ValueKind.REFERENCE_LIST;
  }
}
