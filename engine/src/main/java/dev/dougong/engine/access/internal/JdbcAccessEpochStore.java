package dev.dougong.engine.access.internal;

import static dev.dougong.engine.access.internal.PeopleTables.ACCESS_EPOCH;

import dev.dougong.engine.access.AccessEpochStore;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.storage.internal.Jdbc;
import jakarta.inject.Inject;
import java.util.Objects;
import javax.sql.DataSource;

/** The number in the one row of {@code access_epoch}. */
@WorkspaceScoped
public final class JdbcAccessEpochStore implements AccessEpochStore {

  private final Jdbc jdbc;
  private final SqlName schema;

  /** In a workspace's schema. */
  @Inject
  public JdbcAccessEpochStore(DataSource source, Workspace workspace) {
    this.jdbc = new Jdbc(source);
    this.schema = workspace.schema();
  }

  @Override
  public long current() {
    return Objects.requireNonNull(
        jdbc.queryOne(
            Sql.of("select value from ").add(schema, ACCESS_EPOCH), row -> row.getLong(1)));
  }

  @Override
  public void advance() {
    jdbc.update(Sql.of("update ").add(schema, ACCESS_EPOCH).add(" set value = value + 1"));
  }
}
