package dev.dougong.engine.metadata.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.dougong.engine.audit.AuditErasures;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.layout.StoragePlan;
import dev.dougong.engine.metadata.layout.TableLayout;
import dev.dougong.engine.metadata.layout.TableState;
import dev.dougong.engine.metadata.publish.DerivedRecords;
import dev.dougong.engine.metadata.publish.StorageStep;
import dev.dougong.engine.metadata.publish.StorageStep.State;
import dev.dougong.engine.metadata.publish.StorageSteps;
import dev.dougong.engine.seal.FieldKeys;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.IndexShape;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.storage.SchemaChange;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.internal.DatabaseException;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.storage.internal.TableDdl;
import dev.dougong.engine.value.ValueKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does long changes of storage step by step, in short transactions that note how far they came.
 * Thread-safe.
 */
public final class StorageWorker implements StorageSteps {

  private static final Logger LOG = LoggerFactory.getLogger(StorageWorker.class);
  private static final int BATCH = 1_000;
  private static final String UNIQUE_VIOLATION = "23505";

  /** After this time no node writes by a snapshot from before the column was full. */
  private static final Duration SETTLING = Duration.ofSeconds(60);

  private final Jdbc jdbc;
  private final JdbcCatalogue catalogue;
  private final JdbcTables tables;
  private final JdbcSteps steps;
  private final MetadataSnapshots snapshots;
  private final StorageExecutor executor;
  private final FieldConversion conversion;
  private final SealedHistory history;
  private final FieldResealing resealing;
  private final FieldKeys keys;
  private final TableDdl ddl;
  private final DerivedRecords derived;
  private final Transactions transactions;
  private final InstantSource clock;

  /** What it is made of. */
  public StorageWorker(
      Jdbc jdbc,
      JdbcCatalogue catalogue,
      JdbcSteps steps,
      MetadataSnapshots snapshots,
      DerivedRecords derived,
      Transactions transactions,
      AuditErasures evidence,
      FieldKeys keys,
      InstantSource clock) {
    this.jdbc = jdbc;
    this.catalogue = catalogue;
    this.steps = steps;
    this.snapshots = snapshots;
    this.derived = derived;
    this.transactions = transactions;
    this.clock = clock;
    this.tables = new JdbcTables(jdbc, snapshots.workspace());
    this.executor = new StorageExecutor(jdbc, snapshots.workspace());
    this.conversion = new FieldConversion(jdbc, executor, catalogue.types());
    this.history = new SealedHistory(jdbc, transactions, evidence, conversion.conversion());
    this.resealing = new FieldResealing(jdbc, catalogue.types().seals());
    this.keys = keys;
    this.ddl = new TableDdl(snapshots.workspace());
  }

  @Override
  public List<StorageStep> newest(int limit) {
    return steps.newest(limit);
  }

  @Override
  public boolean retry(long id) {
    return steps.retry(id);
  }

  @Override
  public int exchangeKeys() {
    int number = keys.exchange();
    Metadata metadata = snapshots.current();
    Instant now = clock.instant();
    // Until all have settled, nodes may seal with the old key.
    FieldResealing.of(metadata)
        .forEach(change -> steps.add(metadata.version(), change, now, now.plus(SETTLING)));
    return number;
  }

  @Override
  public int runDue() {
    if (steps.nextDue(clock.instant()) == null) {
      return 0;
    }
    String lock = "dougong storage " + snapshots.workspace().key();
    return jdbc.withConnection(
        connection -> {
          if (!lock(connection, "select pg_try_advisory_lock(hashtextextended(?, 0))", lock)) {
            return 0;
          }
          try {
            return runAll();
          } finally {
            lock(connection, "select pg_advisory_unlock(hashtextextended(?, 0))", lock);
          }
        });
  }

  private static boolean lock(Connection connection, String sql, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private int runAll() {
    int count = 0;
    StorageStep step = steps.nextDue(clock.instant());
    while (step != null) {
      run(step);
      count++;
      step = steps.nextDue(clock.instant());
    }
    return count;
  }

  private void run(StorageStep step) {
    State state;
    String problem = null;
    try {
      Metadata metadata = snapshots.refresh();
      Entity entity = entity(metadata, step.entity());
      if (entity == null) {
        state = State.OBSOLETE;
      } else {
        Outcome outcome = run(step, metadata, entity);
        state = outcome.state();
        problem = outcome.problem();
      }
    } catch (DatabaseException e) {
      LOG.warn("Storage step {} failed", step, e);
      state = State.FAILED;
      problem = e.sqlState().equals(UNIQUE_VIOLATION) ? "metadata.duplicates" : e.getMessage();
    }
    steps.finish(step.id(), state, problem, clock.instant());
  }

  /** How a step ended. */
  record Outcome(State state, @Nullable String problem) {
    static final Outcome DONE = new Outcome(State.DONE, null);
    static final Outcome OBSOLETE = new Outcome(State.OBSOLETE, null);
  }

  private static @Nullable Entity entity(Metadata metadata, int id) {
    for (Entity entity : metadata.entities()) {
      if (entity.id() == id) {
        return entity;
      }
    }
    return null;
  }

  private Outcome run(StorageStep step, Metadata metadata, Entity entity) {
    if (step.change().equals("createIndex")) {
      return createIndex(step, entity);
    }
    if (step.change().equals("rebuildSearch")) {
      return repeat(step, after -> derived.rebuildSearch(metadata, entity.id(), after));
    }
    Field field = entity.findField(step.field());
    if (field == null) {
      return Outcome.OBSOLETE;
    }
    return switch (step.change()) {
      case "fillColumn" -> fill(step, metadata, entity, field);
      case "recompute" ->
          field.placement() == Placement.VIRTUAL
              ? Outcome.OBSOLETE
              : repeat(step, after -> derived.recompute(metadata, entity.id(), field.id(), after));
      case "resealField" -> reseal(step, metadata, entity, field);
      case "convertField" -> convert(step, metadata, entity, field);
      default -> throw new IllegalStateException("change: " + step.change());
    };
  }

  private Outcome createIndex(StorageStep step, Entity entity) {
    for (IndexShape index : TableLayout.of(entity).indexes()) {
      if (index.name().text().equals(step.index())) {
        // A build that was cut off leaves an index that nothing uses.
        jdbc.update(ddl.dropIndex(index.name(), true));
        try {
          jdbc.update(ddl.index(index, true));
        } catch (DatabaseException e) {
          jdbc.update(ddl.dropIndex(index.name(), true));
          throw e;
        }
        return Outcome.DONE;
      }
    }
    return Outcome.OBSOLETE;
  }

  /** One short transaction of work. */
  @FunctionalInterface
  private interface Portion {
    /** Goes on after a record; gives the last one done, or null at the end. */
    @Nullable UUID run(@Nullable UUID after);
  }

  private Outcome repeat(StorageStep step, Portion portion) {
    UUID position = steps.position(step.id());
    do {
      position = portion.run(position);
      steps.progress(step.id(), position, BATCH);
    } while (position != null);
    return Outcome.DONE;
  }

  private Outcome fill(StorageStep step, Metadata metadata, Entity entity, Field field) {
    boolean isFilling = field.placement() == Placement.FILLING;
    if (!isFilling && field.placement() != Placement.COLUMN) {
      return Outcome.OBSOLETE;
    }
    SchemaChange.FillColumn change =
        new SchemaChange.FillColumn(
            entity.id(), field.id(), entity.table(), TableLayout.column(field));
    steps.total(step.id(), tables.estimate(entity.table()));
    int moved;
    do {
      moved = pass(step, change, metadata);
    } while (moved > 0 && isFilling);
    if (isFilling) {
      switchToColumn(change);
    }
    return Outcome.DONE;
  }

  /** Goes once through the table; gives how many values were moved. */
  private int pass(StorageStep step, SchemaChange.FillColumn change, Metadata metadata) {
    UUID position = steps.position(step.id());
    int moved = 0;
    UUID last;
    do {
      UUID after = position;
      last = tables.lastOfBatch(change.table(), after, BATCH);
      UUID upTo = last;
      if (upTo != null) {
        moved +=
            transactions.required(
                () -> {
                  int count =
                      jdbc.update(executor.fill(change, metadata, batch(change, after, upTo)));
                  steps.progress(step.id(), upTo, count);
                  return count;
                });
      }
      position = last;
    } while (last != null);
    steps.progress(step.id(), null, 0);
    return moved;
  }

  private Sql batch(SchemaChange.FillColumn change, @Nullable UUID after, UUID upTo) {
    Sql sql =
        Sql.of("select id from ")
            .add(snapshots.workspace().schema(), change.table())
            .add(" where id <= ")
            .bind(SqlType.UUID, upTo);
    if (after != null) {
      sql.add(" and id > ").bind(SqlType.UUID, after);
    }
    return sql.add(" and jsonb_exists(data, ")
        .quoted(change.column().name())
        .add(") order by id for update");
  }

  /** From now on the column alone counts; indexes follow, and a last look after a while. */
  private void switchToColumn(SchemaChange.FillColumn change) {
    transactions.required(
        () -> {
          catalogue.lock();
          catalogue.place(change.field(), Placement.COLUMN);
          long version = catalogue.nextVersion();
          Instant now = clock.instant();
          Metadata metadata = snapshots.load();
          Entity entity = metadata.entity(change.entity());
          TableState state = tables.read(entity.table());
          if (state != null) {
            for (SchemaChange index :
                StoragePlan.indexes(entity.id(), TableLayout.of(entity), state)) {
              if (index instanceof SchemaChange.CreateIndex) {
                steps.add(version, index, now, now);
              }
            }
          }
          steps.add(version, change, now, now.plus(SETTLING));
          return version;
        });
    snapshots.reload();
  }

  private Outcome convert(StorageStep step, Metadata metadata, Entity entity, Field field) {
    int from = steps.source(step.id());
    TableState state = tables.read(entity.table());
    if (state == null || from == 0) {
      return Outcome.OBSOLETE;
    }
    FieldConversion.Report report = new FieldConversion.Report();
    int moved =
        batches(
            step,
            entity,
            (after, upTo) ->
                conversion.run(
                    new FieldConversion.Batch(metadata, entity, field, from, state, after, upTo),
                    report));
    if (field.kind() == ValueKind.SEALED) {
      moved += history.run(metadata, entity, field, from);
      if (moved > 0) {
        // A node that had not heard of the publishing may have written a value meanwhile.
        Instant now = clock.instant();
        steps.add(
            step.version(),
            new SchemaChange.ConvertField(entity.id(), field.id(), from),
            now,
            now.plus(SETTLING));
      }
    }
    return new Outcome(State.DONE, report.text());
  }

  private Outcome reseal(StorageStep step, Metadata metadata, Entity entity, Field field) {
    TableState state = tables.read(entity.table());
    if (state == null || field.kind() != ValueKind.SEALED) {
      return Outcome.OBSOLETE;
    }
    batches(
        step, entity, (after, upTo) -> resealing.run(metadata, entity, field, state, after, upTo));
    return Outcome.DONE;
  }

  /** Records of one transaction. */
  @FunctionalInterface
  private interface Range {
    int run(@Nullable UUID after, UUID upTo);
  }

  /** Goes once through the records; gives how many were moved. */
  @CanIgnoreReturnValue
  private int batches(StorageStep step, Entity entity, Range range) {
    UUID position = steps.position(step.id());
    int moved = 0;
    UUID last;
    do {
      UUID after = position;
      last = tables.lastOfBatch(entity.table(), after, BATCH);
      UUID upTo = last;
      if (upTo != null) {
        moved +=
            transactions.required(
                () -> {
                  int count = range.run(after, upTo);
                  steps.progress(step.id(), upTo, BATCH);
                  return count;
                });
      }
      position = last;
    } while (last != null);
    return moved;
  }
}
