package dev.dougong.engine.query.internal;

import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of an answer.
 *
 * @param field what it shows
 * @param slot place of its value in a row's values
 * @param label where its label comes from
 * @param labelSlot place of the label's value, or -1
 * @param title the field of the target that gives the label, where a record is pointed at
 * @param isMasked whether the reader sees a {@link Masked} in the place of the value
 * @param isTitleMasked the same of the label
 */
record OutputField(
    Field field,
    int slot,
    LabelSource label,
    int labelSlot,
    @Nullable Field title,
    boolean isMasked,
    boolean isTitleMasked) {

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

  /** Puts masks into the slots of a row where the reader sees no more. */
  void mask(@Nullable Object[] values) {
    Object value = values[slot];
    if (isMasked && value != null) {
      values[slot] = Masked.of(field, value);
    }
    if (!isTitleMasked || title == null || labelSlot < 0) {
      return;
    }
    Object shown = values[labelSlot];
    if (shown instanceof List<?> many) {
      List<Object> masks = new ArrayList<>();
      many.forEach(one -> masks.add(Masked.of(title, one)));
      values[labelSlot] = masks;
    } else if (shown != null) {
      values[labelSlot] = Masked.of(title, shown);
    }
  }

  /** Whether it is the record's id. */
  boolean isId() {
    return field.id() == SystemField.ID.id();
  }
}
