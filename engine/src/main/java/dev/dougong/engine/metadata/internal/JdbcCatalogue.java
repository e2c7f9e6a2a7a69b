package dev.dougong.engine.metadata.internal;

import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.internal.IdAssignment.EntityId;
import dev.dougong.engine.metadata.internal.IdAssignment.FieldId;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Versions, ids and placements of a workspace. Thread-safe. */
public final class JdbcCatalogue {

  /** Ids of drafts that were never published; nothing is stored under them. */
  private static final int FIRST_PROVISIONAL = 1_000_000_000;

  private static final SqlName STATE = SqlName.of("metadata_state");
  private static final SqlName ENTITIES = SqlName.of("id_entity");
  private static final SqlName FIELDS = SqlName.of("id_field");

  private final Jdbc jdbc;
  private final SqlName schema;
  private final String workspace;
  private final FieldTypes types;

  /** In the schema of the workspace. */
  public JdbcCatalogue(Jdbc jdbc, Workspace workspace, FieldTypes types) {
    this.jdbc = jdbc;
    this.schema = workspace.schema();
    this.workspace = workspace.key();
    this.types = types;
  }

  /** The field types whose kinds tell when a field needs a new id. */
  FieldTypes types() {
    return types;
  }

  /** The version that is published. */
  public long version() {
    Sql sql = Sql.of("select version from ").add(schema, STATE);
    return Objects.requireNonNull(jdbc.queryOne(sql, row -> row.getLong(1)), "metadata_state");
  }

  /** The same; nobody else publishes until the transaction ends. */
  void lock() {
    Sql sql = Sql.of("select version from ").add(schema, STATE).add(" for update");
    jdbc.query(sql, row -> row.getLong(1));
  }

  /** Counts the version up and tells all nodes when the transaction commits. */
  long nextVersion() {
    Sql sql =
        Sql.of("update ").add(schema, STATE).add(" set version = version + 1 returning version");
    long version =
        Objects.requireNonNull(jdbc.queryOne(sql, row -> row.getLong(1)), "metadata_state");
    Sql notify =
        Sql.of("select pg_notify('dougong_metadata', ")
            .bind(SqlType.TEXT, workspace + ":" + version)
            .add(")");
    jdbc.queryOne(notify, row -> "");
    return version;
  }

  /**
   * Ids that are made for good when they are {@link #save}d.
   *
   * @param app whose fields that wait may come back, or null for none
   */
  IdAssignment assignment(@Nullable String app) {
    Deque<Integer> reserved = new ArrayDeque<>();
    return load(
        app,
        () -> {
          if (reserved.isEmpty()) {
            Sql sql =
                Sql.of("select nextval('")
                    .add(schema, SqlName.of("metadata_id"))
                    .add("')::int from generate_series(1, 50)");
            reserved.addAll(jdbc.query(sql, row -> row.getInt(1)));
          }
          return reserved.remove();
        });
  }

  /** Ids for a check; new ones are made up. */
  IdAssignment provisional() {
    return provisional(null);
  }

  /** The same where fields that wait for an app may come back. */
  IdAssignment provisional(@Nullable String app) {
    int[] next = {FIRST_PROVISIONAL};
    return load(app, () -> next[0]++);
  }

  private IdAssignment load(@Nullable String app, IntSupplier next) {
    IdAssignment ids = new IdAssignment(types, next);
    Sql entities =
        Sql.of("select id, key from ").add(schema, ENTITIES).add(" where state <> 'removed'");
    jdbc.query(entities, row -> new EntityId(row.getInt(1), row.getString(2))).forEach(ids::keep);
    fields(Sql.of(" where is_live")).forEach(row -> ids.keep(row.field(), row.placement()));
    if (app != null) {
      Sql which = Sql.of(" where not is_live and waits_for = ").bind(SqlType.TEXT, app);
      fields(which).forEach(row -> ids.keepWaiting(row.field(), row.placement()));
    }
    return ids;
  }

  private record FieldRow(FieldId field, @Nullable Placement placement) {}

  private List<FieldRow> fields(Sql which) {
    Sql sql =
        Sql.of("select id, entity, parent, key, kind, placement from ")
            .add(schema, FIELDS)
            .add(which)
            .add(" order by id");
    return jdbc.query(
        sql,
        row -> {
          String placement = row.getString(6);
          return new FieldRow(
              new FieldId(
                  row.getInt(1), row.getInt(2), row.getInt(3), row.getString(4), row.getString(5)),
              placement == null ? null : Placement.valueOf(placement));
        });
  }

  /** Fields that went with a package of the app and may come back with another. */
  List<FieldId> waitingFor(String app) {
    Sql which = Sql.of(" where not is_live and waits_for = ").bind(SqlType.TEXT, app);
    return fields(which).stream().map(FieldRow::field).toList();
  }

  /** Fields that went with packages of the app never come back. */
  void forgetWaiting(String app) {
    jdbc.update(
        Sql.of("update ")
            .add(schema, FIELDS)
            .add(" set waits_for = null where waits_for = ")
            .bind(SqlType.TEXT, app));
  }

  /**
   * Writes the ids that the compilation used; all others are removed, or kept where their records
   * shall wait.
   *
   * @param placements of fields of records
   * @param options whether entities that are gone keep their records for a later install, and the
   *     app for which fields that are gone wait
   */
  void save(IdAssignment ids, Map<Integer, Placement> placements, PublishOptions options) {
    Collection<EntityId> entities = ids.usedEntities();
    Collection<FieldId> fields = ids.usedFields();
    retire(entities, options.keepsRecords());
    writeEntities(entities);
    writeFields(fields, placements, options.app());
  }

  private void retire(Collection<EntityId> entities, boolean isKept) {
    Sql gone =
        Sql.of("update ")
            .add(schema, ENTITIES)
            .add(" set state = ")
            .bind(SqlType.TEXT, isKept ? "kept" : "removed")
            .add(" where state = 'live' and id <> all (")
            .bind(SqlType.INTEGER_ARRAY, entities.stream().map(EntityId::id).toList())
            .add(")");
    jdbc.update(gone);
  }

  private void writeEntities(Collection<EntityId> entities) {
    List<EntityId> all = List.copyOf(entities);
    // A key may pass from one entity to another, so all keys move away first.
    Sql sql =
        Sql.of("insert into ")
            .add(schema, ENTITIES)
            .add(" (id, key, state) select id, key, 'live' from unnest(")
            .bind(SqlType.INTEGER_ARRAY, all.stream().map(EntityId::id).toList())
            .add(", ")
            .bind(SqlType.TEXT_ARRAY, all.stream().map(EntityId::key).toList())
            .add(") as used (id, key) on conflict (id)")
            .add(" do update set key = excluded.key, state = 'live'");
    Sql away =
        Sql.of("update ")
            .add(schema, ENTITIES)
            .add(" e set key = '~' || e.id from unnest(")
            .bind(SqlType.INTEGER_ARRAY, all.stream().map(EntityId::id).toList())
            .add(", ")
            .bind(SqlType.TEXT_ARRAY, all.stream().map(EntityId::key).toList())
            .add(") as used (id, key) where e.id = used.id and e.key <> used.key");
    jdbc.update(away);
    jdbc.update(sql);
  }

  private void writeFields(
      Collection<FieldId> fields, Map<Integer, Placement> placements, @Nullable String app) {
    List<FieldId> all = List.copyOf(fields);
    List<Integer> ids = all.stream().map(FieldId::id).toList();
    // Fields of kept entities wait with them; all others that are not used any more are gone.
    Sql retired =
        Sql.of("update ")
            .add(schema, FIELDS)
            .add(" set is_live = false, waits_for = nullif(")
            .bind(SqlType.TEXT, app == null ? "" : app)
            .add(", '') where is_live and id <> all (")
            .bind(SqlType.INTEGER_ARRAY, ids)
            .add(") and entity not in (select id from ")
            .add(schema, ENTITIES)
            .add(" where state = 'kept')");
    jdbc.update(retired);
    Sql away =
        Sql.of("update ")
            .add(schema, FIELDS)
            .add(" f set key = '~' || f.id from unnest(")
            .bind(SqlType.INTEGER_ARRAY, ids)
            .add(", ")
            .bind(SqlType.TEXT_ARRAY, all.stream().map(FieldId::key).toList())
            .add(") as used (id, key) where f.id = used.id and f.key <> used.key");
    jdbc.update(away);
    Sql sql =
        Sql.of("insert into ")
            .add(schema, FIELDS)
            .add(" (id, entity, parent, key, kind, placement, is_live)")
            .add(" select id, entity, parent, key, kind, nullif(placement, ''), true from unnest(")
            .bind(SqlType.INTEGER_ARRAY, ids)
            .add(", ")
            .bind(SqlType.INTEGER_ARRAY, all.stream().map(FieldId::entity).toList())
            .add(", ")
            .bind(SqlType.INTEGER_ARRAY, all.stream().map(FieldId::parent).toList())
            .add(", ")
            .bind(SqlType.TEXT_ARRAY, all.stream().map(FieldId::key).toList())
            .add(", ")
            .bind(SqlType.TEXT_ARRAY, all.stream().map(FieldId::kind).toList())
            .add(", ")
            .bind(
                SqlType.TEXT_ARRAY,
                all.stream().map(one -> text(placements.get(one.id()))).toList())
            .add(") as used (id, entity, parent, key, kind, placement) on conflict (id) do update")
            .add(" set key = excluded.key, placement = excluded.placement, is_live = true,")
            .add(" waits_for = null");
    jdbc.update(sql);
  }

  private static String text(@Nullable Placement placement) {
    return placement == null ? "" : placement.name();
  }

  /** Where the values of a field are from now on. */
  void place(int field, Placement placement) {
    jdbc.update(
        Sql.of("update ")
            .add(schema, FIELDS)
            .add(" set placement = ")
            .bind(SqlType.TEXT, placement.name())
            .add(" where id = ")
            .bind(SqlType.INTEGER, field));
  }
}
