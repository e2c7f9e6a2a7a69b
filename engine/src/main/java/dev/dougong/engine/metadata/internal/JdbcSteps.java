package dev.dougong.engine.metadata.internal;

import dev.dougong.engine.metadata.publish.StorageStep;
import dev.dougong.engine.metadata.publish.StorageStep.State;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.SchemaChange;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Background steps of storage. Thread-safe. */
public final class JdbcSteps {

  private static final SqlName TABLE = SqlName.of("storage_step");

  private final Jdbc jdbc;
  private final SqlName schema;

  /** In the schema of the workspace. */
  public JdbcSteps(Jdbc jdbc, Workspace workspace) {
    this.jdbc = jdbc;
    this.schema = workspace.schema();
  }

  /** The newest steps, newest first. */
  public List<StorageStep> newest(int limit) {
    return jdbc.query(select().add(" order by id desc limit ").number(limit), JdbcSteps::read);
  }

  /** The oldest step that is to do and due, or null. */
  @Nullable StorageStep nextDue(Instant now) {
    Sql sql =
        select()
            .add(" where state in ('waiting', 'running') and due_at <= ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" order by id limit 1");
    return jdbc.queryOne(sql, JdbcSteps::read);
  }

  private Sql select() {
    return Sql.of("select id, version, change, entity, field, index_name, state, done, total,")
        .add(" problem, created_at, finished_at from ")
        .add(schema, TABLE);
  }

  /** Writes a step that is to do. */
  void add(long version, SchemaChange change, Instant now, Instant due) {
    String index =
        change instanceof SchemaChange.CreateIndex create ? create.index().name().text() : null;
    int source = change instanceof SchemaChange.ConvertField convert ? convert.from() : 0;
    jdbc.update(
        Sql.of("insert into ")
            .add(schema, TABLE)
            .add(" (version, change, entity, field, source, index_name, state, created_at,")
            .add(" due_at)")
            .add(" values (")
            .bind(SqlType.BIGINT, version)
            .add(", ")
            .bind(SqlType.TEXT, name(change))
            .add(", ")
            .bind(SqlType.INTEGER, change.entity())
            .add(", ")
            .bind(SqlType.INTEGER, change.field())
            .add(", ")
            .bind(SqlType.INTEGER, source)
            .add(", ")
            .bind(SqlType.TEXT, index)
            .add(", 'waiting', ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, due)
            .add(")"));
  }

  /** Id of the last record that was done, or null. */
  @Nullable UUID position(long id) {
    String text =
        jdbc.queryOne(
            Sql.of("select coalesce(position::text, '') from ")
                .add(schema, TABLE)
                .add(" where id = ")
                .bind(SqlType.BIGINT, id),
            row -> row.getString(1));
    return text == null || text.isEmpty() ? null : UUID.fromString(text);
  }

  /** The field whose values a step reads, or 0. */
  int source(long id) {
    Integer source =
        jdbc.queryOne(
            Sql.of("select source from ")
                .add(schema, TABLE)
                .add(" where id = ")
                .bind(SqlType.BIGINT, id),
            row -> row.getInt(1));
    return source == null ? 0 : source;
  }

  /** Notes progress; takes part in the transaction that did the work. */
  void progress(long id, @Nullable UUID position, long more) {
    jdbc.update(
        Sql.of("update ")
            .add(schema, TABLE)
            .add(" set state = 'running', position = ")
            .bind(SqlType.UUID, position)
            .add(", done = done + ")
            .bind(SqlType.BIGINT, more)
            .add(" where id = ")
            .bind(SqlType.BIGINT, id));
  }

  /** Notes how much there is to do. */
  void total(long id, long total) {
    jdbc.update(
        Sql.of("update ")
            .add(schema, TABLE)
            .add(" set state = 'running', total = ")
            .bind(SqlType.BIGINT, total)
            .add(" where id = ")
            .bind(SqlType.BIGINT, id));
  }

  /** Notes how a step ended. */
  void finish(long id, State state, @Nullable String problem, Instant now) {
    jdbc.update(
        Sql.of("update ")
            .add(schema, TABLE)
            .add(" set state = ")
            .bind(SqlType.TEXT, state.name().toLowerCase(Locale.ROOT))
            .add(", problem = ")
            .bind(SqlType.TEXT, problem)
            .add(", finished_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where id = ")
            .bind(SqlType.BIGINT, id));
  }

  /** Puts a failed step back into its place. */
  public boolean retry(long id) {
    return jdbc.update(
            Sql.of("update ")
                .add(schema, TABLE)
                .add(" set state = 'waiting', problem = null, finished_at = null")
                .add(" where state = 'failed' and id = ")
                .bind(SqlType.BIGINT, id))
        > 0;
  }

  /** Name of a change in the API. */
  public static String name(SchemaChange change) {
    String type = change.getClass().getSimpleName();
    return Character.toLowerCase(type.charAt(0)) + type.substring(1);
  }

  private static StorageStep read(ResultSet row) throws SQLException {
    long total = row.getLong(9);
    return new StorageStep(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        row.getInt(4),
        row.getInt(5),
        row.getString(6),
        State.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
        row.getLong(8),
        total == 0 ? null : total,
        row.getString(10),
        instant(row, 11),
        row.getTimestamp(12) == null ? null : instant(row, 12));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? Instant.EPOCH : timestamp.toInstant();
  }
}
