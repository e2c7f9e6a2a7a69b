package dev.dougong.engine.record.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The select list for a set of stored fields, and the way from a row back to their values. Few
 * document fields are taken one by one; for many the whole document is read once. Immutable.
 */
public final class StoredColumns {

  private static final int FEW = 3;

  private final List<Field> fields;
  private final List<Field> columns = new ArrayList<>();
  private final boolean isWholeDocument;
  private final Map<String, Integer> slotByName = new HashMap<>();
  private final int[] slotOfColumn;

  /** For stored fields (not VIRTUAL); the slot of a field is its place in the list. */
  public StoredColumns(List<Field> fields) {
    this.fields = List.copyOf(fields);
    long inDocument = fields.stream().filter(f -> f.placement() == Placement.DOCUMENT).count();
    isWholeDocument = inDocument > FEW;
    List<Integer> slots = new ArrayList<>();
    for (int slot = 0; slot < fields.size(); slot++) {
      Field field = fields.get(slot);
      if (isWholeDocument && field.placement() == Placement.DOCUMENT) {
        slotByName.put(field.column().text(), slot);
      } else {
        columns.add(field);
        slots.add(slot);
      }
    }
    slotOfColumn = slots.stream().mapToInt(Integer::intValue).toArray();
  }

  /** How many columns {@link #select} adds. */
  public int width() {
    return columns.size() + (isWholeDocument ? 1 : 0);
  }

  /** How many slots {@link #read} fills. */
  public int slots() {
    return fields.size();
  }

  /** The expressions of the select list. */
  public List<Sql> select(SqlName alias) {
    List<Sql> result = new ArrayList<>();
    for (Field field : columns) {
      result.add(StoredField.value(alias, field));
    }
    if (isWholeDocument) {
      result.add(new Sql().add(alias, StoredField.DATA));
    }
    return result;
  }

  /**
   * Reads the values of a row.
   *
   * @param first number of the first of our columns in the answer
   * @param values filled by slot; null where a value is empty
   */
  public void read(ResultSet row, int first, @Nullable Object[] values) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      values[slotOfColumn[i]] = ColumnReader.read(row, first + i, columns.get(i));
    }
    if (isWholeDocument) {
      String document = row.getString(first + columns.size());
      if (document != null && document.length() > 2) {
        readDocument(document, values);
      }
    }
  }

  private void readDocument(String document, @Nullable Object[] values) {
    try (JsonParser parser = ValueJson.stored(document)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        Integer slot = slotByName.get(parser.currentName());
        parser.nextToken();
        if (slot == null) {
          parser.skipChildren();
        } else {
          Field field = fields.get(slot);
          values[slot] = ValueJson.read(parser, field.kind(), ColumnReader.rowKinds(field));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
