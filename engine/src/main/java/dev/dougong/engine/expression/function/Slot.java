package dev.dougong.engine.expression.function;

import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.value.ValueKind;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a parameter takes. */
public enum Slot {
  NUMBER(ValueKind.INTEGER, ValueKind.DECIMAL),
  TEXT(ValueKind.TEXT),
  BOOLEAN(ValueKind.BOOLEAN),
  DATE(ValueKind.DATE),
  TIME(ValueKind.TIME),
  DATE_TIME(ValueKind.DATE_TIME),
  DURATION(ValueKind.DURATION),
  TEXT_LIST(ValueKind.TEXT_LIST),
  REFERENCE_LIST(ValueKind.REFERENCE_LIST),
  /** A list of texts or of references. */
  LIST(ValueKind.TEXT_LIST, ValueKind.REFERENCE_LIST),
  /** An organisation unit. */
  ORG_UNIT(ValueKind.REFERENCE),
  /** A reference to what the list in the first argument refers to. */
  ELEMENT(ValueKind.REFERENCE),
  /** A text that is written out, so that it is known when the expression is checked. */
  LITERAL_TEXT(ValueKind.TEXT),
  /** An integer that is written out. */
  LITERAL_INTEGER(ValueKind.INTEGER, ValueKind.DECIMAL),
  /** Anything that can be ordered; all such arguments of a call have one type. */
  ORDERED(
      ValueKind.INTEGER,
      ValueKind.DECIMAL,
      ValueKind.TEXT,
      ValueKind.DATE,
      ValueKind.TIME,
      ValueKind.DATE_TIME,
      ValueKind.DURATION),
  /** Anything that can be equal; all such arguments of a call have one type. */
  COMPARABLE(
      ValueKind.INTEGER,
      ValueKind.DECIMAL,
      ValueKind.TEXT,
      ValueKind.BOOLEAN,
      ValueKind.DATE,
      ValueKind.TIME,
      ValueKind.DATE_TIME,
      ValueKind.DURATION,
      ValueKind.REFERENCE,
      ValueKind.SEALED),
  /** Any value; all such arguments of a call have one type. */
  SAME(
      ValueKind.INTEGER,
      ValueKind.DECIMAL,
      ValueKind.TEXT,
      ValueKind.BOOLEAN,
      ValueKind.DATE,
      ValueKind.TIME,
      ValueKind.DATE_TIME,
      ValueKind.DURATION,
      ValueKind.REFERENCE,
      ValueKind.TEXT_LIST,
      ValueKind.REFERENCE_LIST),
  /** Any value at all. */
  ANY(ValueKind.values());

  private final Set<ValueKind> kinds;

  Slot(ValueKind... kinds) {
    this.kinds = EnumSet.noneOf(ValueKind.class);
    for (ValueKind kind : kinds) {
      this.kinds.add(kind);
    }
  }

  /** Whether a value of the type fits without conversion. */
  public boolean takes(ValueType type) {
    if (this == ORG_UNIT) {
      return type.equals(ValueType.reference(ValueType.ORG_UNIT));
    }
    return kinds.contains(type.kind());
  }

  /** Whether all arguments in such slots have one type. */
  public boolean isGeneric() {
    return this == ORDERED || this == COMPARABLE || this == SAME;
  }

  /** Whether the argument must be written out. */
  public boolean isLiteral() {
    return this == LITERAL_TEXT || this == LITERAL_INTEGER;
  }

  /** The one type that it takes, or null where there are several. */
  public @Nullable ValueType onlyType() {
    return switch (this) {
      case NUMBER, LITERAL_INTEGER -> ValueType.NUMBER;
      case TEXT, LITERAL_TEXT -> ValueType.TEXT;
      case BOOLEAN -> ValueType.BOOLEAN;
      case DATE -> ValueType.DATE;
      case TIME -> ValueType.TIME;
      case DATE_TIME -> ValueType.DATE_TIME;
      case DURATION -> ValueType.DURATION;
      case TEXT_LIST -> ValueType.TEXT_LIST;
      case ORG_UNIT -> ValueType.reference(ValueType.ORG_UNIT);
      case REFERENCE_LIST, LIST, ELEMENT, ORDERED, COMPARABLE, SAME, ANY -> null;
    };
  }
}
