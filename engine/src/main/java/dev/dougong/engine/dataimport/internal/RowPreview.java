package dev.dougong.engine.dataimport.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.dataimport.ImportRow;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import java.util.ArrayList;
import java.util.List;

/** Shows what the cells of rows are read as, the way a person reads values. */
final class RowPreview {

  private final FieldTypes types;

  RowPreview(FieldTypes types) {
    this.types = types;
  }

  List<ImportRow> shown(Access access, Entity entity, StoredImport one, List<ImportRow> rows) {
    RowCleaning cleaning = new RowCleaning(types, access, entity, one.plan(), one.columns());
    List<ImportRow> result = new ArrayList<>(rows.size());
    for (ImportRow row : rows) {
      CleanRow clean = cleaning.clean(new StagedRow(row.number(), row.cells()));
      ObjectNode values = JsonNodeFactory.instance.objectNode();
      clean
          .values()
          .forEach(
              (field, value) -> {
                // what a reference is called stands in the cell already
                if (field.target() instanceof ReferenceTarget.None) {
                  values.put(field.key(), text(access, field, value));
                }
              });
      result.add(
          new ImportRow(
              row.number(), row.cells(), values, row.outcome(), row.record(), row.problems()));
    }
    return result;
  }

  private static String text(Access access, Field field, Object value) {
    return field
        .type()
        .format(value, field.definition(), access.locale(), access.evaluation().zone());
  }
}
