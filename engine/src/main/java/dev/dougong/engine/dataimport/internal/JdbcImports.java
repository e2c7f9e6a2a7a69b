package dev.dougong.engine.dataimport.internal;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.User;
import dev.dougong.engine.dataimport.DayOrder;
import dev.dougong.engine.dataimport.ImportMode;
import dev.dougong.engine.dataimport.ImportPlan;
import dev.dougong.engine.dataimport.ImportRow;
import dev.dougong.engine.dataimport.ImportState;
import dev.dougong.engine.dataimport.ImportStatus;
import dev.dougong.engine.dataimport.Imports;
import dev.dougong.engine.dataimport.RowOutcome;
import dev.dougong.engine.dataimport.format.ImportFormat;
import dev.dougong.engine.dataimport.format.ImportFormats;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.file.FileStore;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.workspace.Limit;
import dev.dougong.engine.workspace.Room;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Imports as rows of PostgreSQL. */
public final class JdbcImports implements Imports {

  private static final int MOST_UNUSED = 5;
  private static final int MOST_ROWS = 1_000;
  private static final int MOST_SHOWN = 100;
  private static final int LONGEST_NAME = 200;

  private final ImportTables imports;
  private final RowTables rows;
  private final SealedCells cells;
  private final Transactions transactions;
  private final ImportFormats formats;
  private final FieldTypes types;
  private final RowPreview preview;
  private final IdSource ids;
  private final InstantSource clock;
  private final Room room;

  /** With its parts. */
  public JdbcImports(
      Jdbc jdbc,
      Transactions transactions,
      ImportFormats formats,
      FieldTypes types,
      IdSource ids,
      InstantSource clock,
      Room room) {
    this.cells = new SealedCells(types.seals());
    this.imports = new ImportTables(jdbc, cells);
    this.rows = new RowTables(jdbc, cells);
    this.preview = new RowPreview(types);
    this.transactions = transactions;
    this.formats = formats;
    this.types = types;
    this.ids = ids;
    this.clock = clock;
    this.room = room;
  }

  @Override
  public ImportState bring(
      Access access, Set<String> roles, String entity, String name, Path file) {
    Entity of = access.metadata().findEntity(entity);
    if (of == null || access.entity(of).isNone()) {
      throw new AccessException(Problem.of("notFound"));
    }
    PlanCheck.mayImport(access, of);
    SqlName schema = schema(access);
    try {
      if (Files.size(file) > FileStore.MAX_SIZE) {
        throw new InputException(Problem.of("file.tooBig").with("max", FileStore.MAX_SIZE));
      }
      ImportFormat format = formats.of(file, name);
      StoredImport begun = begun(access, roles, of, name, format);
      imports.forgetUnused(schema, access.userId(), MOST_UNUSED - 1);
      imports.insert(schema, begun);
      boolean isRead = false;
      try {
        boolean isSealed = SealedCells.areWanted(of);
        FileStaging staging =
            new FileStaging(
                access.locale(), some -> rows.stage(schema, begun.id(), some, isSealed));
        format.read(file, staging);
        staging.end();
        StoredImport read = read(access, of, begun, staging);
        imports.begin(schema, isSealed ? read.with(cells.sealed(read.columns())) : read);
        isRead = true;
        return read.toState(of.key());
      } finally {
        if (!isRead) {
          imports.delete(schema, begun.id());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StoredImport begun(
      Access access, Set<String> roles, Entity entity, String name, ImportFormat format) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String plain = last.replaceAll("[\\p{Cntrl}\\p{Cf}\\x{D800}-\\x{DFFF}]", "").strip();
    return new StoredImport(
        ids.next(),
        entity.id(),
        access.userId(),
        roles,
        access.locale(),
        clock.instant(),
        plain.length() <= LONGEST_NAME ? plain : plain.substring(plain.length() - LONGEST_NAME),
        format.id(),
        Map.of(),
        List.of(),
        new ImportPlan(Map.of(), ImportMode.CREATE, List.of(), DayOrder.UNKNOWN),
        false,
        ImportStatus.READING,
        0,
        0,
        0,
        Map.of(),
        Map.of(),
        List.of(),
        null);
  }

  private StoredImport read(Access access, Entity entity, StoredImport begun, FileStaging staging) {
    SqlName schema = schema(access);
    ImportPlan remembered =
        imports.remembered(schema, entity.id(), Headings.signature(staging.columns()));
    ImportPlan proposed = fitting(access, entity, staging, remembered);
    return new StoredImport(
        begun.id(),
        begun.entity(),
        begun.by(),
        begun.roles(),
        begun.locale(),
        begun.at(),
        begun.fileName(),
        begun.format(),
        staging.details(),
        staging.columns(),
        proposed == null
            ? new MappingGuess(types, access, entity).plan(staging.columns())
            : proposed,
        proposed != null,
        ImportStatus.READY,
        staging.rows(),
        0,
        0,
        Map.of(),
        Map.of(),
        staging.notes(),
        null);
  }

  /** What was said before, where it still holds for this user. */
  private static @Nullable ImportPlan fitting(
      Access access, Entity entity, FileStaging staging, @Nullable ImportPlan remembered) {
    if (remembered == null) {
      return null;
    }
    try {
      return PlanCheck.checked(access, entity, staging.columns(), remembered.today(entity));
    } catch (InputException e) {
      return null;
    }
  }

  private static SqlName schema(Access access) {
    return access.metadata().workspace().schema();
  }

  private static boolean isAdmin(Access access) {
    return access.evaluation().roles().contains(User.ADMIN);
  }

  private StoredImport known(Access access, UUID id, boolean isLocking) {
    StoredImport found = imports.find(schema(access), id, isLocking);
    if (found == null
        || found.status() == ImportStatus.READING
        || access.metadata().findEntity(found.entity()) == null
        || !(found.by().equals(access.userId()) || isAdmin(access))) {
      throw new AccessException(Problem.of("notFound"));
    }
    return found;
  }

  private static Entity entity(Access access, StoredImport one) {
    return access.metadata().entity(one.entity());
  }

  private ImportState state(Access access, UUID id) {
    StoredImport found = known(access, id, false);
    return found.toState(entity(access, found).key());
  }

  @Override
  public ImportState find(Access access, UUID id) {
    return state(access, id);
  }

  @Override
  public List<ImportState> recent(Access access, String entity) {
    Entity of = access.metadata().findEntity(entity);
    if (of == null || access.entity(of).isNone()) {
      throw new AccessException(Problem.of("notFound"));
    }
    return imports
        .recent(schema(access), of.id(), isAdmin(access) ? null : access.userId())
        .stream()
        .map(one -> one.toState(of.key()))
        .toList();
  }

  @Override
  public ImportState check(Access access, UUID id, ImportPlan plan) {
    return locked(
        access,
        id,
        one -> {
          if (one.status() == ImportStatus.READY
              || one.status() == ImportStatus.CHECKING
              || one.status() == ImportStatus.CHECKED) {
            begin(access, one, plan, ImportStatus.CHECKING);
            return;
          }
          throw new ConflictException(Problem.of("import.hasRun"));
        });
  }

  @Override
  public ImportState run(Access access, UUID id, ImportPlan plan) {
    return locked(
        access,
        id,
        one -> {
          if (one.status() == ImportStatus.READY
              || one.status() == ImportStatus.CHECKING
              || one.status() == ImportStatus.CHECKED) {
            room.check(Limit.RECORDS, foreseen(one, plan));
            begin(access, one, plan, ImportStatus.RUNNING);
            imports.remember(
                schema(access), one, Headings.signature(one.columns()), plan, clock.instant());
          }
        });
  }

  /** How many records it makes, as far as that is known before. */
  private static long foreseen(StoredImport one, ImportPlan plan) {
    if (one.status() == ImportStatus.CHECKED && plan.equals(one.plan())) {
      return one.foreseen().getOrDefault(RowOutcome.CREATED, 0);
    }
    return plan.mode() == ImportMode.CREATE ? one.rows() : 0;
  }

  private void begin(Access access, StoredImport one, ImportPlan plan, ImportStatus status) {
    // only its owner's rights count in the background, so only the owner may say what happens
    if (!one.by().equals(access.userId())) {
      throw new AccessException(Problem.of("forbidden"));
    }
    ImportPlan checked = PlanCheck.checked(access, entity(access, one), one.columns(), plan);
    imports.plan(schema(access), one.id(), checked);
    rows.clear(schema(access), one.id());
    imports.start(schema(access), one.id(), status, 0, null);
  }

  @Override
  public ImportState undo(Access access, UUID id) {
    return locked(
        access,
        id,
        one -> {
          switch (one.status()) {
            case RUNNING, DONE, FAILED ->
                imports.start(
                    schema(access), id, ImportStatus.UNDOING, Integer.MAX_VALUE, access.userId());
            case UNDOING, UNDONE -> {}
            case READING, READY, CHECKING, CHECKED ->
                throw new ConflictException(Problem.of("import.notRun"));
          }
        });
  }

  private ImportState locked(Access access, UUID id, Consumer<StoredImport> work) {
    return transactions.required(
        () -> {
          work.accept(known(access, id, true));
          return state(access, id);
        });
  }

  @Override
  public List<ImportRow> rows(Access access, UUID id, boolean onlyProblems, int after, int limit) {
    StoredImport one = known(access, id, false);
    int most = Math.max(1, Math.min(limit, MOST_ROWS));
    List<ImportRow> page = rows.page(schema(access), id, onlyProblems, after, most);
    return page.size() <= MOST_SHOWN ? preview.shown(access, entity(access, one), one, page) : page;
  }
}
