package dev.dougong.engine.dataimport.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.dataimport.ImportPlan;
import dev.dougong.engine.dataimport.ImportStatus;
import dev.dougong.engine.dataimport.RowOutcome;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of imports, and of the plans that are remembered. */
final class ImportTables {

  private static final SqlName IMPORT = SqlName.of("data_import");
  static final SqlName MAPPING = SqlName.of("data_import_mapping");
  private static final int RECENT = 20;

  private final Jdbc jdbc;
  private final SealedCells cells;

  ImportTables(Jdbc jdbc, SealedCells cells) {
    this.cells = cells;
    this.jdbc = jdbc;
  }

  void insert(SqlName schema, StoredImport one) {
    jdbc.update(
        Sql.of("insert into ")
            .add(schema, IMPORT)
            .add(
                " (id, entity, by_user, roles, language, at, file_name, format, details, columns,"
                    + " plan, remembered, status, row_count, notes) values (")
            .bind(SqlType.UUID, one.id())
            .add(", ")
            .number(one.entity())
            .add(", ")
            .bind(SqlType.UUID, one.by())
            .add(", ")
            .bind(SqlType.TEXT_ARRAY, List.copyOf(one.roles()))
            .add(", ")
            .bind(SqlType.TEXT, one.locale().toLanguageTag())
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, one.at())
            .add(", ")
            .bind(SqlType.TEXT, one.fileName())
            .add(", ")
            .bind(SqlType.TEXT, one.format())
            .add(", ")
            .add(json(ImportJson.map(one.details())))
            .add(", ")
            .add(json(ImportJson.columns(one.columns())))
            .add(", ")
            .add(json(ImportJson.plan(one.plan())))
            .add(", ")
            .bind(SqlType.BOOLEAN, one.isRemembered())
            .add(", ")
            .bind(SqlType.TEXT, one.status().key())
            .add(", ")
            .number(one.rows())
            .add(", ")
            .add(json(ImportJson.problems(one.notes())))
            .add(")"));
  }

  private static Sql json(JsonNode node) {
    return new Sql().bind(SqlType.JSONB, node);
  }

  /** What is known once the whole file has been read. */
  void begin(SqlName schema, StoredImport one) {
    jdbc.update(
        Sql.of("update ")
            .add(schema, IMPORT)
            .add(" set status = ")
            .bind(SqlType.TEXT, one.status().key())
            .add(", row_count = ")
            .number(one.rows())
            .add(", details = ")
            .add(json(ImportJson.map(one.details())))
            .add(", columns = ")
            .add(json(ImportJson.columns(one.columns())))
            .add(", plan = ")
            .add(json(ImportJson.plan(one.plan())))
            .add(", remembered = ")
            .bind(SqlType.BOOLEAN, one.isRemembered())
            .add(", notes = ")
            .add(json(ImportJson.problems(one.notes())))
            .add(" where id = ")
            .bind(SqlType.UUID, one.id()));
  }

  void delete(SqlName schema, UUID id) {
    jdbc.update(
        Sql.of("delete from ").add(schema, IMPORT).add(" where id = ").bind(SqlType.UUID, id));
  }

  @Nullable StoredImport find(SqlName schema, UUID id, boolean isLocking) {
    Sql sql = select(schema).add(" where id = ").bind(SqlType.UUID, id);
    return jdbc.queryOne(isLocking ? sql.add(" for update") : sql, this::read);
  }

  List<StoredImport> recent(SqlName schema, int entity, @Nullable UUID by) {
    Sql sql = select(schema).add(" where entity = ").number(entity);
    sql.add(" and status <> 'reading'");
    if (by != null) {
      sql.add(" and by_user = ").bind(SqlType.UUID, by);
    }
    return jdbc.query(sql.add(" order by at desc, id desc limit ").number(RECENT), this::read);
  }

  /** The oldest import that has work to do and with which no other node is busy; locked. */
  @Nullable StoredImport claim(SqlName schema) {
    return jdbc.queryOne(
        select(schema)
            .add(" where status in ('checking', 'running', 'undoing') order by at limit 1")
            .add(" for update skip locked"),
        this::read);
  }

  boolean isDue(SqlName schema) {
    return Boolean.TRUE.equals(
        jdbc.queryOne(
            Sql.of("select exists (select from ")
                .add(schema, IMPORT)
                .add(" where status in ('checking', 'running', 'undoing'))"),
            row -> row.getBoolean(1)));
  }

  private static Sql select(SqlName schema) {
    return Sql.of(
            "select id, entity, by_user, roles, language, at, file_name, format, details, columns,"
                + " plan, remembered, status, row_count, position, done, foreseen, counts, notes,"
                + " undone_by from ")
        .add(schema, IMPORT);
  }

  private StoredImport read(ResultSet row) throws SQLException {
    String[] roles = (String[]) row.getArray(4).getArray();
    return new StoredImport(
        Objects.requireNonNull(Jdbc.uuid(row, 1)),
        row.getInt(2),
        Objects.requireNonNull(Jdbc.uuid(row, 3)),
        Set.of(roles),
        Locale.forLanguageTag(row.getString(5)),
        Objects.requireNonNull(row.getObject(6, OffsetDateTime.class)).toInstant(),
        row.getString(7),
        row.getString(8),
        ImportJson.map(ImportJson.tree(row.getString(9))),
        cells.opened(ImportJson.columns(ImportJson.tree(row.getString(10)))),
        ImportJson.plan(ImportJson.tree(row.getString(11))),
        row.getBoolean(12),
        ImportStatus.of(row.getString(13)),
        row.getInt(14),
        row.getInt(15),
        row.getInt(16),
        ImportJson.counts(ImportJson.tree(row.getString(17))),
        ImportJson.counts(ImportJson.tree(row.getString(18))),
        ImportJson.problems(ImportJson.tree(row.getString(19))),
        Jdbc.uuid(row, 20));
  }

  /** Sets work going from its begin. */
  void start(SqlName schema, UUID id, ImportStatus status, int position, @Nullable UUID undoneBy) {
    jdbc.update(
        Sql.of("update ")
            .add(schema, IMPORT)
            .add(" set status = ")
            .bind(SqlType.TEXT, status.key())
            .add(", done = 0, position = ")
            .number(position)
            .add(", undone_by = ")
            .bind(SqlType.UUID, undoneBy)
            .add(" where id = ")
            .bind(SqlType.UUID, id));
  }

  void plan(SqlName schema, UUID id, ImportPlan plan) {
    jdbc.update(
        Sql.of("update ")
            .add(schema, IMPORT)
            .add(" set foreseen = '{}', plan = ")
            .add(json(ImportJson.plan(plan)))
            .add(" where id = ")
            .bind(SqlType.UUID, id));
  }

  /** Notes how far the work is, and what it counted so far. */
  void advance(
      SqlName schema,
      StoredImport one,
      ImportStatus status,
      int position,
      int more,
      Map<RowOutcome, Integer> counts) {
    Sql sql =
        Sql.of("update ")
            .add(schema, IMPORT)
            .add(" set status = ")
            .bind(SqlType.TEXT, status.key())
            .add(", position = ")
            .number(position)
            .add(", done = done + ")
            .number(more);
    sql.add(one.status() == ImportStatus.CHECKING ? Sql.of(", foreseen = ") : Sql.of(", counts = "))
        .add(json(ImportJson.counts(counts)));
    jdbc.update(sql.add(" where id = ").bind(SqlType.UUID, one.id()));
  }

  void fail(SqlName schema, UUID id, List<Problem> why) {
    jdbc.update(
        Sql.of("update ")
            .add(schema, IMPORT)
            .add(" set status = 'failed', notes = notes || ")
            .add(json(ImportJson.problems(why)))
            .add(" where id = ")
            .bind(SqlType.UUID, id));
  }

  @Nullable ImportPlan remembered(SqlName schema, int entity, String signature) {
    return jdbc.queryOne(
        Sql.of("select plan from ")
            .add(schema, MAPPING)
            .add(" where entity = ")
            .number(entity)
            .add(" and signature = ")
            .bind(SqlType.TEXT, signature),
        row -> ImportJson.plan(ImportJson.tree(row.getString(1))));
  }

  void remember(SqlName schema, StoredImport one, String signature, ImportPlan plan, Instant now) {
    jdbc.update(
        Sql.of("insert into ")
            .add(schema, MAPPING)
            .add(" (entity, signature, plan, at) values (")
            .number(one.entity())
            .add(", ")
            .bind(SqlType.TEXT, signature)
            .add(", ")
            .add(json(ImportJson.plan(plan)))
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(") on conflict (entity, signature) do update")
            .add(" set plan = excluded.plan, at = excluded.at"));
  }

  /** Forgets what a person brought and never ran, but for the newest ones. */
  void forgetUnused(SqlName schema, UUID by, int most) {
    jdbc.update(
        Sql.of("delete from ")
            .add(schema, IMPORT)
            .add(" where id in (select id from ")
            .add(schema, IMPORT)
            .add(" where status in ('ready', 'checked') and by_user = ")
            .bind(SqlType.UUID, by)
            .add(" order by at desc offset ")
            .number(most)
            .add(")"));
  }

  int sweep(SqlName schema, Instant all, Instant unused) {
    return jdbc.update(
        Sql.of("delete from ")
            .add(schema, IMPORT)
            .add(" where at < ")
            .bind(SqlType.TIMESTAMPTZ, all)
            .add(" or (status in ('reading', 'ready', 'checking', 'checked') and at < ")
            .bind(SqlType.TIMESTAMPTZ, unused)
            .add(")"));
  }
}
