package dev.dougong.engine.dataimport.internal;

import dev.dougong.engine.dataimport.ImportColumn;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.seal.FieldSeals;
import dev.dougong.engine.value.SealedText;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a file gave waits under seal where its entity has an encrypted field: which column is meant
 * for it is not known yet.
 */
final class SealedCells {

  /** No field has this id. */
  private static final int PLACE = 0;

  private final FieldSeals seals;

  SealedCells(FieldSeals seals) {
    this.seals = seals;
  }

  static boolean areWanted(Entity entity) {
    return entity.fields().stream().anyMatch(field -> field.kind() == ValueKind.SEALED);
  }

  String sealed(String text) {
    return seals.seal(text, PLACE).toString();
  }

  /** The text, whether or not it is under seal. */
  String opened(String text) {
    try {
      return SealedText.isSealed(text) ? seals.open(SealedText.read(text), PLACE) : text;
    } catch (IllegalStateException e) {
      return text; // it only looks like one
    }
  }

  List<ImportColumn> sealed(List<ImportColumn> columns) {
    return each(columns, this::sealed);
  }

  List<ImportColumn> opened(List<ImportColumn> columns) {
    return each(columns, this::opened);
  }

  private static List<ImportColumn> each(List<ImportColumn> columns, UnaryOperator<String> change) {
    List<ImportColumn> changed = new ArrayList<>();
    for (ImportColumn column : columns) {
      changed.add(new ImportColumn(column.name(), column.samples().stream().map(change).toList()));
    }
    return changed;
  }
}
