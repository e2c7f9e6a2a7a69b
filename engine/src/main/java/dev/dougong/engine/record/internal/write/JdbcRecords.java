package dev.dougong.engine.record.internal.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.file.internal.FileReach;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.Blanking;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.Ownerships;
import dev.dougong.engine.record.RecordListener;
import dev.dougong.engine.record.RecordMerges;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.record.RecordUpkeep;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.EntityPlans;
import dev.dougong.engine.storage.internal.Jdbc;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records in PostgreSQL. */
public final class JdbcRecords implements Records {

  /** Operations of one call. */
  public static final int MAX_OPERATIONS = 10_000;

  private final IdSource ids;
  private final InputReader input;
  private final Numbers numbers;
  private final DraftWriter writer;
  private final Openings openings;
  private final Deletes deletes;
  private final Restores restores;
  private final Batches batches;
  private final Upserts upserts;
  private final IdempotencyKeys keys;
  private final Attempts attempts;
  private final Function<InstantSource, RecordUpkeep> upkeep;
  private final RecordListener listener;
  private final RecordRows rows;
  private final JdbcMerges merges;
  private final JdbcOwnerships ownerships;
  private final JdbcBlanking blanking;

  /** With its parts. */
  public JdbcRecords(WriteParts parts) {
    Jdbc jdbc = parts.jdbc();
    SqlCompiler compiler = new SqlCompiler();
    NaturalKeys naturalKeys = new NaturalKeys(jdbc, compiler, parts.types());
    RecordTable table = new RecordTable(jdbc);
    StoreStatements statements = new StoreStatements(jdbc, parts.terms());
    RollupValues values = new RollupValues(jdbc, compiler);
    Rollups rollups = new Rollups(jdbc, statements, values);
    BinStatements bin = new BinStatements(jdbc);
    ids = parts.ids();
    input = new InputReader(parts.types(), ids);
    openings = new Openings(table, new Overtakes(jdbc));
    numbers = new Numbers(jdbc, parts.transactions());
    References references = new References(jdbc, compiler, naturalKeys, parts.directory());
    FileUses files = new FileUses(jdbc, new FileReach(jdbc, compiler), parts.types());
    writer =
        new DraftWriter(
            references, new UnitReferences(naturalKeys), files, numbers, statements, rollups);
    deletes = new Deletes(table, bin, statements, rollups);
    EmptiedReferences emptied = new EmptiedReferences(jdbc, table, bin, writer, rollups);
    MergeTables mergeTables = new MergeTables(jdbc, parts.attached());
    restores = new Restores(jdbc, table, bin, emptied, rollups, writer, mergeTables);
    batches = new Batches(ids, input, openings, writer, deletes);
    upserts = new Upserts(ids, parts.types(), input, naturalKeys, openings, writer);
    keys = new IdempotencyKeys(jdbc, table);
    listener = parts.listener();
    EntityPlans plans = new EntityPlans(parts.evaluator(), parts.forms());
    rows = new TableRows(plans, table);
    attempts = new Attempts(parts, plans, table, new Duplicates(naturalKeys));
    merges =
        new JdbcMerges(
            new JdbcMerges.Parts(
                ids,
                new MergeChoices(parts.types(), input, references),
                openings,
                table,
                writer,
                deletes,
                new Repointing(jdbc, table, statements, rollups),
                mergeTables,
                new Partings(jdbc, table, openings, writer, restores, mergeTables),
                attempts));
    ownerships = new JdbcOwnerships(jdbc, table, writer, rollups, attempts);
    blanking = new JdbcBlanking(table, writer, statements, rollups, attempts);
    upkeep =
        clock -> new JdbcRecordUpkeep(jdbc, table, rollups, values, parts.terms(), attempts, clock);
  }

  /** Merges of these records. */
  public RecordMerges merges() {
    return merges;
  }

  /** Owners of many of these records at once. */
  public Ownerships ownerships() {
    return ownerships;
  }

  /** Personal values of these records. */
  public Blanking blanking() {
    return blanking;
  }

  /** These records as expressions see them. */
  public RecordRows rows() {
    return rows;
  }

  /** What keeps the derived values of these records right. */
  public RecordUpkeep upkeep(InstantSource clock) {
    return upkeep.apply(clock);
  }

  @Override
  public EntityRecord create(
      Access access, String entity, ObjectNode values, WriteOptions options) {
    Entity of = entity(access, entity);
    if (!access.entity(of).mayCreate()) {
      throw new AccessException(Problem.of("forbidden"));
    }
    numbers.reserve(access, of, 1);
    BiFunction<Write, EntityPlan, List<Upserted>> work =
        (write, plan) -> {
          Draft draft = write.keep(Draft.create(plan, "", ids.next()));
          input.read(write, draft, values);
          writer.write(write, plan, List.of(draft));
          return List.of(new Upserted(draft.toRecord(), true));
        };
    return one(access, of, ChangeOperation.CREATED, options, () -> "create" + values, work, work);
  }

  @Override
  public EntityRecord patch(
      Access access,
      String entity,
      UUID id,
      long version,
      ObjectNode values,
      WriteOptions options) {
    return one(
        access,
        entity(access, entity),
        ChangeOperation.UPDATED,
        options,
        () -> "patch" + id + values,
        (write, plan) -> patch(write, plan, id, version, values, RecordTable.Lock.NONE),
        (write, plan) -> patch(write, plan, id, version, values, RecordTable.Lock.CHANGE));
  }

  private List<Upserted> patch(
      Write write,
      EntityPlan plan,
      UUID id,
      long version,
      ObjectNode values,
      RecordTable.Lock lock) {
    Draft draft = open(write, plan, id, version, Openings.keys(values), lock);
    input.read(write, draft, values);
    writer.write(write, plan, List.of(draft));
    return List.of(new Upserted(draft.toRecord(), false));
  }

  /** One record, where it can be with one statement and no transaction around it. */
  private EntityRecord one(
      Access access,
      Entity entity,
      ChangeOperation operation,
      WriteOptions options,
      Supplier<String> content,
      BiFunction<Write, EntityPlan, List<Upserted>> single,
      BiFunction<Write, EntityPlan, List<Upserted>> locked) {
    boolean maySingle =
        options.idempotencyKey() == null
            && entity.feeds().isEmpty()
            && !Numbers.isGapless(entity)
            && !listener.listensTo(access.metadata(), entity, operation);
    List<Upserted> done =
        maySingle
            ? attempts.runSingle(
                access,
                options,
                write -> single.apply(write, write.plan(entity)),
                write -> locked.apply(write, write.plan(entity)))
            : run(access, entity.key(), options, content, locked);
    return done.get(0).record();
  }

  @Override
  public void delete(Access access, String entity, UUID id, long version, WriteOptions options) {
    var unused =
        run(
            access,
            entity,
            options,
            () -> "delete" + id,
            (write, plan) -> {
              Draft draft = open(write, plan, id, version, Set.of(), RecordTable.Lock.DELETE);
              deletes.delete(write, plan, Map.of(id, draft));
              return List.of();
            });
  }

  @Override
  public EntityRecord restore(Access access, String entity, UUID id, WriteOptions options) {
    return run(
            access,
            entity,
            options,
            () -> "restore" + id,
            (write, plan) -> {
              Draft draft = openings.openDeleted(write, plan, id);
              merges.refuseMerged(write, plan, draft);
              restores.restore(write, plan, List.of(draft));
              return List.of(new Upserted(draft.toRecord(), false));
            })
        .get(0)
        .record();
  }

  @Override
  public List<EntityRecord> batch(
      Access access, String entity, List<Operation> operations, WriteOptions options) {
    limit("/operations", operations);
    long made = operations.stream().filter(one -> one instanceof Operation.Create).count();
    if (made > 0) {
      numbers.reserve(access, entity(access, entity), (int) made);
    }
    return run(
            access,
            entity,
            options,
            () -> "batch" + operations,
            (write, plan) -> {
              if (operations.size() > 1) {
                write.beBatch();
              }
              return batches.run(write, plan, operations);
            })
        .stream()
        .map(Upserted::record)
        .toList();
  }

  @Override
  public List<Upserted> upsert(
      Access access,
      String entity,
      List<String> key,
      List<ObjectNode> records,
      WriteOptions options) {
    limit("/records", records);
    numbers.reserve(access, entity(access, entity), records.size());
    return run(
        access,
        entity,
        options,
        () -> "upsert" + key + records,
        (write, plan) -> {
          write.expectRivals();
          if (records.size() > 1) {
            write.beBatch();
          }
          return upserts.run(write, plan, key, records);
        });
  }

  private List<Upserted> run(
      Access access,
      String entity,
      WriteOptions options,
      Supplier<String> content,
      BiFunction<Write, EntityPlan, List<Upserted>> work) {
    Entity of = entity(access, entity);
    return attempts.run(
        access,
        options,
        write -> {
          EntityPlan plan = write.plan(of);
          return options.idempotencyKey() == null
              ? work.apply(write, plan)
              : keys.once(write, plan, content.get(), () -> work.apply(write, plan));
        });
  }

  private Draft open(
      Write write,
      EntityPlan plan,
      UUID id,
      @Nullable Long version,
      Set<String> fields,
      RecordTable.Lock lock) {
    return openings
        .open(write, plan, List.of(new Openings.Wanted("", "", id, version, fields)), lock)
        .values()
        .iterator()
        .next();
  }

  private static void limit(String place, Collection<?> many) {
    if (many.size() > MAX_OPERATIONS) {
      throw new InputException(
          Problem.at(place, "record.tooManyOperations")
              .with("limit", MAX_OPERATIONS)
              .with("count", many.size()));
    }
  }

  private static Entity entity(Access access, String key) {
    Entity entity = access.metadata().entity(key);
    if (access.entity(entity).isNone()) {
      throw new AccessException(Problem.of("notFound"));
    }
    return entity;
  }
}
