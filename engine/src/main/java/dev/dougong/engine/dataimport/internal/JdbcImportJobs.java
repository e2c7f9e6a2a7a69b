package dev.dougong.engine.dataimport.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.InNameOf;
import dev.dougong.engine.dataimport.ImportJobs;
import dev.dougong.engine.dataimport.ImportPlan;
import dev.dougong.engine.dataimport.ImportStatus;
import dev.dougong.engine.dataimport.ImporterAccess;
import dev.dougong.engine.dataimport.PeopleNames;
import dev.dougong.engine.dataimport.RowOutcome;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.MetadataSource;
import dev.dougong.engine.problem.BusyException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.internal.DatabaseException;
import dev.dougong.engine.storage.internal.Jdbc;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Does the work of imports, batch by batch. */
public final class JdbcImportJobs implements ImportJobs {

  private static final int BATCH = 500;
  private static final Duration LIVE = Duration.ofDays(30);
  private static final Duration UNUSED_LIVE = Duration.ofDays(3);

  private final Parts parts;
  private final ImportTables imports;
  private final RowTables rows;
  private final RecordLookup lookup;
  private final ReferenceTexts references;

  /** What the work needs. */
  public record Parts(
      Jdbc jdbc,
      Transactions transactions,
      MetadataSource metadata,
      Records records,
      FieldTypes types,
      SqlCompiler compiler,
      ImporterAccess importers,
      PeopleNames people) {}

  /** With its parts. */
  public JdbcImportJobs(Parts parts) {
    this.parts = parts;
    SealedCells cells = new SealedCells(parts.types().seals());
    this.imports = new ImportTables(parts.jdbc(), cells);
    this.rows = new RowTables(parts.jdbc(), cells);
    this.lookup = new RecordLookup(parts.jdbc(), parts.compiler());
    this.references = new ReferenceTexts(parts.types(), lookup, parts.people());
  }

  @Override
  public boolean isDue() {
    return imports.isDue(parts.metadata().current().workspace().schema());
  }

  @Override
  public boolean runDue() {
    UUID[] at = new UUID[1];
    Metadata metadata = parts.metadata().current();
    SqlName schema = metadata.workspace().schema();
    try {
      return parts
          .transactions()
          .required(
              () -> {
                StoredImport next = imports.claim(schema);
                if (next == null) {
                  return false;
                }
                at[0] = next.id();
                batch(schema, next);
                return true;
              });
    } catch (BusyException e) {
      return false; // somebody holds the records; the next moment will do
    } catch (ProblemException e) {
      if (at[0] == null) {
        throw e;
      }
      imports.fail(schema, at[0], e.problems());
      return true;
    } catch (DatabaseException e) {
      throw e; // it may work the next time
    } catch (RuntimeException e) {
      if (at[0] != null) {
        imports.fail(schema, at[0], List.of(Problem.of("import.broken")));
      }
      throw e;
    }
  }

  private void batch(SqlName schema, StoredImport one) {
    boolean isUndo = one.status() == ImportStatus.UNDOING;
    Access access =
        isUndo ? undoing(one) : parts.importers().of(one.by(), one.roles(), one.locale());
    if (access == null) {
      imports.fail(schema, one.id(), List.of(Problem.of("import.ownerGone")));
      return;
    }
    Entity entity = access.metadata().findEntity(one.entity());
    if (entity == null) {
      imports.fail(schema, one.id(), List.of(Problem.of("import.entityGone")));
    } else if (isUndo) {
      undo(schema, one, access, entity);
    } else {
      PlanCheck.mayImport(access, entity);
      write(schema, one, access, entity);
    }
  }

  private Access undoing(StoredImport one) {
    UUID by = one.undoneBy();
    return new InNameOf(parts.importers().forUndo(), by == null ? one.by() : by);
  }

  private void write(SqlName schema, StoredImport one, Access access, Entity entity) {
    boolean isTrial = one.status() == ImportStatus.CHECKING;
    List<StagedRow> next = rows.next(schema, one.id(), one.position(), BATCH);
    Map<RowOutcome, Integer> counts = counts(isTrial ? one.foreseen() : one.counts());
    if (next.isEmpty()) {
      ImportStatus end = isTrial ? ImportStatus.CHECKED : ImportStatus.DONE;
      imports.advance(schema, one, end, one.position(), 0, counts);
      return;
    }
    ImportPlan plan = one.plan().today(entity);
    RowCleaning cleaning = new RowCleaning(parts.types(), access, entity, plan, one.columns());
    List<CleanRow> clean = next.stream().map(cleaning::clean).toList();
    if (isTrial) {
      parts.jdbc().update(Sql.of("savepoint import_trial"));
    }
    references.resolve(access, clean);
    Set<String> before = isTrial ? madeBefore(schema, one, access, entity, clean) : Set.of();
    List<RowResult> results =
        new RowBatch(parts.records(), lookup, access, entity, plan, before).write(clean);
    if (isTrial) {
      parts.jdbc().update(Sql.of("rollback to savepoint import_trial"));
    }
    rows.save(schema, one.id(), results, isTrial);
    results.forEach(result -> counts.merge(result.outcome(), 1, Integer::sum));
    int last = next.get(next.size() - 1).number();
    imports.advance(schema, one, one.status(), last, next.size(), counts);
  }

  private Set<String> madeBefore(
      SqlName schema, StoredImport one, Access access, Entity entity, List<CleanRow> clean) {
    List<Field> key = RowBatch.key(access, entity, one.plan().today(entity));
    Set<String> keys = new HashSet<>();
    for (CleanRow row : clean) {
      @Nullable String text = RowBatch.keyText(row, key);
      if (text != null) {
        keys.add(text);
      }
    }
    return keys.isEmpty()
        ? Set.of()
        : rows.madeBefore(schema, one.id(), clean.get(0).number(), keys);
  }

  private void undo(SqlName schema, StoredImport one, Access access, Entity entity) {
    List<RowTables.Written> last = rows.lastWritten(schema, one.id(), one.position(), BATCH);
    Map<RowOutcome, Integer> counts = counts(one.counts());
    if (last.isEmpty()) {
      imports.advance(schema, one, ImportStatus.UNDONE, one.position(), 0, counts);
      return;
    }
    Set<UUID> records = last.stream().map(RowTables.Written::record).collect(Collectors.toSet());
    List<RowResult> results =
        new UndoBatch(parts.records(), parts.jdbc(), access, entity)
            .undo(rows.writtenTo(schema, one.id(), records));
    rows.save(schema, one.id(), results, false);
    results.forEach(result -> counts.merge(result.outcome(), 1, Integer::sum));
    int position = last.get(last.size() - 1).number();
    imports.advance(schema, one, one.status(), position, results.size(), counts);
  }

  private static Map<RowOutcome, Integer> counts(Map<RowOutcome, Integer> before) {
    Map<RowOutcome, Integer> counts = new EnumMap<>(RowOutcome.class);
    counts.putAll(before);
    return counts;
  }

  @Override
  public int sweep(Metadata metadata, Instant now) {
    return imports.sweep(metadata.workspace().schema(), now.minus(LIVE), now.minus(UNUSED_LIVE));
  }
}
