package dev.dougong.engine.fieldtype;

import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.value.ValueKind;

/** The option {@code encrypted} of the types whose values are plain text. */
public final class Encryption {

  private static final String OPTION = "encrypted";

  private Encryption() {}

  /** The kind of the values of a type of text. */
  public static ValueKind kind(FieldDefinition field) {
    return field.isOn(OPTION) ? ValueKind.SEALED : ValueKind.TEXT;
  }
}
