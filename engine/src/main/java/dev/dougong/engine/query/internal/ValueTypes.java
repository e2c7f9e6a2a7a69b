package dev.dougong.engine.query.internal;

import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.value.ValueKind;

/** Kinds of fields as the expression compiler's types need them. */
final class ValueTypes {

  private ValueTypes() {}

  /** The kind of a field that is no reference; a reference reads as TEXT, since no one asks. */
  static ValueKind plain(Field field) {
    return switch (field.kind()) {
      case REFERENCE, REFERENCE_LIST -> ValueKind.TEXT;
      case TEXT,
          INTEGER,
          DECIMAL,
          BOOLEAN,
          DATE,
          TIME,
          DATE_TIME,
          DURATION,
          TEXT_LIST,
          TABLE,
          JSON,
          SEALED ->
          field.kind();
    };
  }
}
