package dev.dougong.engine.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record, or a row of a table, as the evaluation sees it. Read only. */
public interface Row {

  /** Nothing at all, for what does not depend on a record and never asks for one. */
  Row NONE =
      new Row() {
        @Override
        public @Nullable Object value(int fieldId) {
          return null;
        }

        @Override
        public @Nullable Row target(int fieldId) {
          return null;
        }

        @Override
        public List<Row> rows(int fieldId) {
          return List.of();
        }
      };

  /** Canonical value of an own field (Long is fine for INTEGER), or null. */
  @Nullable Object value(int fieldId);

  /** The record that an own reference field points to; null where empty, gone or unknown. */
  @Nullable Row target(int fieldId);

  /** The rows of an own table field, or the targets of an own multi reference, in their order. */
  List<? extends Row> rows(int fieldId);
}
