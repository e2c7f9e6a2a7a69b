package dev.dougong.engine.wiring.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.OrgUnit;
import dev.dougong.engine.access.OrgUnits;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.dataimport.ImportJobs;
import dev.dougong.engine.dataimport.ImporterAccess;
import dev.dougong.engine.dataimport.Imports;
import dev.dougong.engine.dataimport.PeopleNames;
import dev.dougong.engine.dataimport.RowIntake;
import dev.dougong.engine.dataimport.format.ImportFormat;
import dev.dougong.engine.dataimport.format.ImportFormats;
import dev.dougong.engine.dataimport.internal.JdbcImportJobs;
import dev.dougong.engine.dataimport.internal.JdbcImports;
import dev.dougong.engine.dataimport.internal.JdbcRowIntake;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.MetadataSource;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.workspace.Room;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Imports over the application's data source. */
@Dependent
public final class ImportParts {

  @Produces
  @WorkspaceScoped
  Imports imports(
      DataSource source,
      Transactions transactions,
      Instance<ImportFormat> formats,
      FieldTypes types,
      IdSource ids,
      InstantSource clock,
      Room room) {
    return new JdbcImports(
        new Jdbc(source), transactions, new ImportFormats(formats), types, ids, clock, room);
  }

  @Produces
  @WorkspaceScoped
  ImportJobs importJobs(
      DataSource source,
      Transactions transactions,
      MetadataSource metadata,
      Records records,
      FieldTypes types,
      SqlCompiler compiler,
      ImporterAccess importers,
      PeopleNames people) {
    return new JdbcImportJobs(
        new JdbcImportJobs.Parts(
            new Jdbc(source), transactions, metadata, records, types, compiler, importers, people));
  }

  @Produces
  @WorkspaceScoped
  RowIntake rowIntake(
      DataSource source,
      Records records,
      FieldTypes types,
      SqlCompiler compiler,
      PeopleNames people) {
    return new JdbcRowIntake(new Jdbc(source), records, types, compiler, people);
  }

  @Produces
  @WorkspaceScoped
  ImporterAccess importerAccess(Users users, AccessSource rights) {
    return new Importers(users, rights);
  }

  @Produces
  @WorkspaceScoped
  PeopleNames peopleNames(Users users, OrgUnits units, Directory directory) {
    return new People(users, units, directory);
  }

  private record Importers(Users users, AccessSource rights) implements ImporterAccess {
    @Override
    public @Nullable Access of(UUID user, Set<String> roles, Locale locale) {
      User found = users.find(user);
      if (found == null || !found.isActive()) {
        return null;
      }
      Set<String> held = new HashSet<>(roles);
      held.retainAll(found.roles());
      return rights.of(found, held, locale);
    }

    @Override
    public Access forUndo() {
      return rights.system("undo of an import");
    }
  }

  private record People(Users users, OrgUnits units, Directory directory) implements PeopleNames {

    private static final int MOST = 20;

    @Override
    public List<UUID> users(String name) {
      UUID named = directory.user(name);
      if (named != null) {
        return List.of(named);
      }
      List<UUID> found = new ArrayList<>();
      for (User user : users.search(name, null, MOST)) {
        if (user.name().equalsIgnoreCase(name)) {
          found.add(user.id());
        }
      }
      return found;
    }

    @Override
    public List<UUID> units(String name) {
      UUID named = directory.orgUnit(name);
      if (named != null) {
        return List.of(named);
      }
      List<UUID> found = new ArrayList<>();
      for (OrgUnit unit : units.list()) {
        if (unit.label().texts().containsValue(name)) {
          found.add(unit.id());
        }
      }
      return found;
    }
  }
}
