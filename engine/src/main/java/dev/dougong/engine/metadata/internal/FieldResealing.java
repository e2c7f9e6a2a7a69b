package dev.dougong.engine.metadata.internal;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.layout.TableState;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.seal.FieldSeals;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.storage.SchemaChange;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.SealedText;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Seals the values of a field anew by the newest key, record by record where nobody has written a
 * value meanwhile: the value stays what it is, so neither version nor history moves.
 */
final class FieldResealing {

  private static final SqlName R = SqlName.of("r");

  private final Jdbc jdbc;
  private final FieldSeals seals;

  FieldResealing(Jdbc jdbc, FieldSeals seals) {
    this.jdbc = jdbc;
    this.seals = seals;
  }

  /** The changes that all encrypted fields of a workspace need. */
  static List<SchemaChange> of(Metadata metadata) {
    List<SchemaChange> changes = new ArrayList<>();
    for (Entity entity : metadata.entities()) {
      for (Field field : entity.fields()) {
        if (field.kind() == ValueKind.SEALED) {
          changes.add(new SchemaChange.ResealField(entity.id(), field.id()));
        }
      }
    }
    return changes;
  }

  private record Value(UUID id, String token) {}

  /** One transaction's records; gives how many values were sealed anew. */
  int run(
      Metadata metadata,
      Entity entity,
      Field field,
      TableState state,
      @Nullable UUID after,
      UUID upTo) {
    List<UUID> ids = new ArrayList<>();
    List<String> old = new ArrayList<>();
    List<String> now = new ArrayList<>();
    for (Value value : values(metadata, entity, field, after, upTo)) {
      SealedText sealed = SealedText.read(value.token());
      SealedText anew = seals.seal(seals.open(sealed, field.id()), field.id());
      if (anew.key() != sealed.key()) {
        ids.add(value.id());
        old.add(value.token());
        now.add(anew.toString());
      }
    }
    boolean hasColumn = state.columns().containsKey(field.column().text());
    return ids.isEmpty() ? 0 : store(metadata, entity, field, hasColumn, List.of(ids, old, now));
  }

  /** Stores new values, by ids and old ones, in the column and in the document. */
  private int store(
      Metadata metadata,
      Entity entity,
      Field field,
      boolean hasColumn,
      List<? extends List<?>> values) {
    SqlName name = field.column();
    List<Sql> pieces =
        List.of(
            StoredField.from(metadata, entity, R),
            new Sql().add(name),
            new Sql().quoted(name),
            new Sql().bind(SqlType.UUID_ARRAY, values.get(0)),
            new Sql().bind(SqlType.TEXT_ARRAY, values.get(1)),
            new Sql().bind(SqlType.TEXT_ARRAY, values.get(2)));
    int count = 0;
    if (hasColumn) {
      count +=
          jdbc.update(
              Sql.template(
                  """
                  update {0} set {1} = n.anew from unnest({3}, {4}, {5}) as n (id, old, anew)
                  where r.id = n.id and r.{1} = n.old
                  """,
                  pieces));
    }
    if (field.placement() != Placement.COLUMN) {
      count +=
          jdbc.update(
              Sql.template(
                  """
                  update {0} set data = r.data || jsonb_build_object({2}, n.anew)
                  from unnest({3}, {4}, {5}) as n (id, old, anew)
                  where r.id = n.id and r.data ->> {2} = n.old
                  """,
                  pieces));
    }
    return count;
  }

  private List<Value> values(
      Metadata metadata, Entity entity, Field field, @Nullable UUID after, UUID upTo) {
    Sql value = StoredField.value(R, field);
    Sql sql =
        Sql.of("select r.id, ")
            .add(value)
            .add(" from ")
            .add(StoredField.from(metadata, entity, R))
            .add(" where ")
            .add(value)
            .add(" is not null and r.id <= ")
            .bind(SqlType.UUID, upTo);
    if (after != null) {
      sql.add(" and r.id > ").bind(SqlType.UUID, after);
    }
    return jdbc.query(
        sql.add(" order by r.id"),
        row ->
            new Value(
                Objects.requireNonNull(row.getObject(1, UUID.class)),
                Objects.requireNonNull(row.getString(2))));
  }
}
