package dev.dougong.engine.sample.internal;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * A reference field of one entity to another, in the record itself or in the rows of a table.
 *
 * @param holder entity of the records that refer, in statements {@code r}
 * @param target entity of the records that are referred to, in statements {@code t.id}
 */
record SampleReference(Entity holder, Entity target, Entity.Incoming incoming) {

  private static final SqlName HOLDER = SqlName.of("r");
  private static final SqlName ROW = SqlName.of("e");

  static List<SampleReference> all(Metadata metadata) {
    List<SampleReference> all = new ArrayList<>();
    for (Entity target : metadata.entities()) {
      for (Entity.Incoming incoming : target.incoming()) {
        all.add(new SampleReference(metadata.entity(incoming.entity()), target, incoming));
      }
    }
    return all;
  }

  /**
   * {@code schema.holder r cross join lateral (…) t(id)}: each id that a live or dead record holds.
   */
  Sql from(Metadata metadata) {
    Sql sql = StoredField.from(metadata, holder, HOLDER);
    if (incoming.table() == 0) {
      return sql.add(" cross join lateral ").add(ids(holder.field(incoming.field())));
    }
    Field table = holder.field(incoming.table());
    return sql.add(" cross join lateral jsonb_array_elements(")
        .add(StoredField.value(HOLDER, table))
        .add(") as e(data) cross join lateral (select ")
        .add(StoredField.inDocument(ROW, rowField(table)))
        .add(") as t(id)");
  }

  private static Sql ids(Field field) {
    Sql value = StoredField.value(HOLDER, field);
    return field.kind() == ValueKind.REFERENCE_LIST
        ? Sql.of("unnest(").add(value).add(") as t(id)")
        : Sql.of("(select ").add(value).add(") as t(id)");
  }

  private Field rowField(Field table) {
    for (Field field : table.rowFields()) {
      if (field.id() == incoming.field()) {
        return field;
      }
    }
    throw new IllegalStateException("no field " + incoming.field() + " in " + table.key());
  }

  /** Which of the records {@code r} refer to one of these; an index of the field may be used. */
  Sql pointsAt(Collection<UUID> ids) {
    Sql some = new Sql().bind(SqlType.UUID_ARRAY, List.copyOf(ids));
    Sql exact = Sql.of("t.id = any(").add(some).add(")");
    if (incoming.table() != 0) {
      return exact;
    }
    Field field = holder.field(incoming.field());
    Sql value = StoredField.value(HOLDER, field);
    Sql wide =
        field.kind() == ValueKind.REFERENCE_LIST
            ? value.add(" && ").add(some)
            : value.add(" = any(").add(some).add(")");
    return wide.add(" and ").add(exact);
  }
}
