package dev.dougong.engine.access.internal;

import static dev.dougong.engine.access.internal.PeopleTables.APP_USER;

import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.OrgUnit;
import dev.dougong.engine.access.OrgUnits;
import dev.dougong.engine.expression.OrgTree;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.storage.internal.Jdbc;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Names of all people and units, and the tree, read again when the access epoch moves. */
@WorkspaceScoped
public final class People implements Directory {

  private final Jdbc jdbc;
  private final Workspace workspace;
  private final OrgUnits orgUnits;
  private final AccessEpoch epoch;
  private volatile @Nullable Snapshot snapshot;

  private record Name(UUID id, String username, String name) {}

  private record Snapshot(
      long epoch,
      Map<UUID, Name> users,
      Map<String, UUID> byUsername,
      Map<UUID, OrgUnit> units,
      Map<String, UUID> byKey,
      OrgTree tree) {}

  /** Over the tables of a workspace. */
  @Inject
  public People(DataSource source, Workspace workspace, OrgUnits orgUnits, AccessEpoch epoch) {
    this.jdbc = new Jdbc(source);
    this.workspace = workspace;
    this.orgUnits = orgUnits;
    this.epoch = epoch;
  }

  /** The tree now. */
  OrgTree tree() {
    return current().tree();
  }

  @Override
  public @Nullable String userName(UUID user) {
    @Nullable Name name = current().users().get(user);
    return name == null ? null : name.name();
  }

  @Override
  public @Nullable String orgUnitName(UUID unit, Locale locale) {
    @Nullable OrgUnit found = current().units().get(unit);
    return found == null ? null : found.label().in(locale, found.key());
  }

  @Override
  public @Nullable UUID user(String username) {
    return current().byUsername().get(username);
  }

  @Override
  public @Nullable UUID orgUnit(String key) {
    return current().byKey().get(key);
  }

  private Snapshot current() {
    long number = epoch.current();
    @Nullable Snapshot known = snapshot;
    if (known != null && (known.epoch() == number || number < 0)) {
      return known;
    }
    synchronized (this) {
      known = snapshot;
      if (known == null || known.epoch() != number) {
        known = read(number);
        snapshot = known;
      }
      return known;
    }
  }

  private Snapshot read(long number) {
    List<Name> names =
        jdbc.query(
            Sql.of("select id, username, name from ").add(workspace.schema(), APP_USER),
            row ->
                new Name(
                    Objects.requireNonNull(Jdbc.uuid(row, 1)), row.getString(2), row.getString(3)));
    Map<UUID, Name> users = new HashMap<>();
    Map<String, UUID> byUsername = new HashMap<>();
    for (Name name : names) {
      users.put(name.id(), name);
      byUsername.put(name.username(), name.id());
    }
    Map<UUID, OrgUnit> units = new HashMap<>();
    Map<String, UUID> byKey = new HashMap<>();
    List<OrgUnit> all = orgUnits.list();
    for (OrgUnit unit : all) {
      units.put(unit.id(), unit);
      byKey.put(unit.key(), unit.id());
    }
    return new Snapshot(number, users, byUsername, units, byKey, new OrgSnapshot(all));
  }
}
