package dev.dougong.engine.metadata.internal;

import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.layout.TableLayout;
import dev.dougong.engine.metadata.layout.TableState;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.storage.SchemaChange;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives a field whose type changed the values of the one that it replaces, as far as the new type
 * can read them. The old values stay where they are.
 */
final class FieldConversion {

  private static final int EXAMPLES = 5;

  private final Jdbc jdbc;
  private final StorageExecutor executor;
  private final ValueConversion conversion;

  FieldConversion(Jdbc jdbc, StorageExecutor executor, FieldTypes types) {
    this.jdbc = jdbc;
    this.executor = executor;
    this.conversion = new ValueConversion(types);
  }

  ValueConversion conversion() {
    return conversion;
  }

  /** Records of one transaction. */
  record Batch(
      Metadata metadata,
      Entity entity,
      Field field,
      int from,
      TableState state,
      @Nullable UUID after,
      UUID upTo) {}

  /** What could not be read. */
  static final class Report {

    private int failed;
    private final List<String> examples = new ArrayList<>();

    void add(String value) {
      failed++;
      if (examples.size() < EXAMPLES) {
        examples.add(value.length() > 40 ? value.substring(0, 40) + "…" : value);
      }
    }

    @Nullable String text() {
      return failed == 0 ? null : failed + " × " + String.join(", ", examples);
    }
  }

  private record OldValue(UUID id, String json) {}

  /** Converts; gives how many values were moved or, where they are under seal now, taken away. */
  int run(Batch batch, Report report) {
    int moved = convert(batch, report);
    return batch.field().kind() == ValueKind.SEALED ? moved + forget(batch) : moved;
  }

  private int convert(Batch batch, Report report) {
    List<UUID> ids = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (OldValue old : jdbc.query(select(batch), FieldConversion::read)) {
      String opened = conversion.opened(old.json(), batch.from());
      String converted = conversion.convert(opened, batch.field(), batch.metadata().zone());
      if (converted == null) {
        report.add(opened.equals(old.json()) ? opened : "***");
      } else {
        ids.add(old.id());
        values.add(converted);
      }
    }
    if (ids.isEmpty()) {
      return 0;
    }
    SqlName name = batch.field().column();
    jdbc.update(
        Sql.of("update ")
            .add(batch.metadata().workspace().schema(), batch.entity().table())
            .add(" r set data = r.data || jsonb_build_object(")
            .quoted(name)
            .add(", n.value::jsonb) from unnest(")
            .bind(SqlType.UUID_ARRAY, ids)
            .add(", ")
            .bind(SqlType.TEXT_ARRAY, values)
            .add(") as n (id, value) where r.id = n.id"));
    if (batch.field().placement() == Placement.COLUMN) {
      SchemaChange.FillColumn fill =
          new SchemaChange.FillColumn(
              batch.entity().id(),
              batch.field().id(),
              batch.entity().table(),
              TableLayout.column(batch.field()));
      Sql which = Sql.of("select unnest(").bind(SqlType.UUID_ARRAY, ids).add(")");
      jdbc.update(executor.fill(fill, batch.metadata(), which));
    }
    return ids.size();
  }

  /** Takes the old values away, which nobody may find beside those under seal. */
  private int forget(Batch batch) {
    SqlName old = SqlName.of("f" + batch.from());
    boolean hasColumn = batch.state().columns().containsKey(old.text());
    Sql sql =
        Sql.of("update ")
            .add(batch.metadata().workspace().schema(), batch.entity().table())
            .add(" r set data = r.data - ")
            .quoted(old);
    if (hasColumn) {
      sql.add(", ").add(old).add(" = null");
    }
    sql.add(" where (jsonb_exists(r.data, ").quoted(old).add(")");
    if (hasColumn) {
      sql.add(" or r.").add(old).add(" is not null");
    }
    sql.add(") and r.id <= ").bind(SqlType.UUID, batch.upTo());
    if (batch.after() != null) {
      sql.add(" and r.id > ").bind(SqlType.UUID, batch.after());
    }
    return jdbc.update(sql);
  }

  /** Old values of records that nobody has given a new one. */
  private static Sql select(Batch batch) {
    SqlName old = SqlName.of("f" + batch.from());
    SqlName name = batch.field().column();
    Sql value = Sql.of("data->").quoted(old);
    if (batch.state().columns().containsKey(old.text())) {
      value = Sql.of("coalesce(to_jsonb(").add(old).add("), ").add(value).add(")");
    }
    Sql sql =
        Sql.of("select id, (")
            .add(value)
            .add(")::text from ")
            .add(batch.metadata().workspace().schema(), batch.entity().table())
            .add(" where (")
            .add(value)
            .add(") is not null and not jsonb_exists(data, ")
            .quoted(name)
            .add(") and id <= ")
            .bind(SqlType.UUID, batch.upTo());
    if (batch.state().columns().containsKey(name.text())) {
      sql.add(" and ").add(name).add(" is null");
    }
    if (batch.after() != null) {
      sql.add(" and id > ").bind(SqlType.UUID, batch.after());
    }
    return sql.add(" order by id for update");
  }

  private static OldValue read(java.sql.ResultSet row) throws java.sql.SQLException {
    return new OldValue(row.getObject(1, UUID.class), row.getString(2));
  }
}
