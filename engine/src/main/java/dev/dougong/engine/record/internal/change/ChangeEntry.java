package dev.dougong.engine.record.internal.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.ChangeOperation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One change of a record with its documents read. */
record ChangeEntry(
    long seq,
    Instant at,
    @Nullable UUID actor,
    String why,
    long version,
    ChangeOperation operation,
    JsonNode before,
    JsonNode after) {

  /** The columns that {@link #read} reads, in their order. */
  static final String COLUMNS = "seq, at, actor, why, version, op, before, after";

  static ChangeEntry read(ResultSet row) throws SQLException {
    return new ChangeEntry(
        row.getLong(1),
        Objects.requireNonNull(row.getObject(2, OffsetDateTime.class)).toInstant(),
        row.getObject(3, UUID.class),
        Objects.requireNonNull(row.getString(4)),
        row.getLong(5),
        ChangeOperation.of(row.getInt(6)),
        ChangeDocument.json(row.getString(7)),
        ChangeDocument.json(row.getString(8)));
  }

  Set<Integer> fieldIds() {
    Set<Integer> ids = new LinkedHashSet<>();
    after.fieldNames().forEachRemaining(key -> ids.add(ChangeDocument.fieldId(key)));
    before.fieldNames().forEachRemaining(key -> ids.add(ChangeDocument.fieldId(key)));
    return ids;
  }

  @Nullable Object before(Field field) {
    return ChangeDocument.value(field, before.get("f" + field.id()));
  }

  @Nullable Object after(Field field) {
    return ChangeDocument.value(field, after.get("f" + field.id()));
  }
}
