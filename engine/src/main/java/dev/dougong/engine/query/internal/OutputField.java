package dev.dougong.engine.query.internal;

import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import org.jspecify.annotations.Nullable;

/**
 * A field of an answer.
 *
 * @param field what it shows
 * @param slot place of its value in a row's values
 * @param label where its label comes from
 * @param labelSlot place of the label's value, or -1
 * @param title the field of the target that gives the label, where a record is pointed at
 */
record OutputField(Field field, int slot, LabelSource label, int labelSlot, @Nullable Field title) {

  /** Where the label of a reference comes from. */
  enum LabelSource {
    /** No reference. */
    NONE,
    /** The title of the record that is pointed at. */
    RECORD,
    /** Titles of several records. */
    RECORDS,
    /** The directory of users. */
    USER,
    /** Several users. */
    USERS,
    /** The organisation tree. */
    ORG_UNIT
  }

  /** Whether it is the record's id. */
  boolean isId() {
    return field.id() == SystemField.ID.id();
  }
}
