package dev.dougong.engine.record.internal.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.EntityPlans;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Records in PostgreSQL. */
public final class JdbcRecords implements Records {

  private final IdSource ids;
  private final InputReader input;
  private final RecordTable table;
  private final DraftWriter writer;
  private final Attempts attempts;

  /** What the write path is made of. */
  public record Parts(
      Jdbc jdbc,
      Transactions transactions,
      FieldTypes types,
      Evaluator evaluator,
      SearchTerms terms,
      IdSource ids,
      Directory directory) {}

  /** With its parts. */
  public JdbcRecords(Parts parts) {
    Jdbc jdbc = parts.jdbc();
    SqlCompiler compiler = new SqlCompiler();
    EntityPlans plans = new EntityPlans(parts.evaluator());
    NaturalKeys naturalKeys = new NaturalKeys(jdbc, compiler, parts.types());
    ids = parts.ids();
    input = new InputReader(parts.types(), ids);
    table = new RecordTable(jdbc);
    References references = new References(jdbc, compiler, naturalKeys, parts.directory());
    StoreStatements statements = new StoreStatements(jdbc, parts.terms());
    writer = new DraftWriter(references, new Numbers(jdbc), statements);
    attempts = new Attempts(jdbc, parts.transactions(), plans, table, new Duplicates(naturalKeys));
  }

  @Override
  public EntityRecord create(
      Access access, String entity, ObjectNode values, WriteOptions options) {
    Entity of = entity(access, entity);
    checkCreate(access, of);
    return attempts.run(
        access,
        options,
        write -> {
          EntityPlan plan = write.plan(of);
          Draft draft = write.keep(Draft.create(plan, "", ids.next()));
          input.read(write, draft, values);
          writer.write(write, plan, List.of(draft));
          return draft.toRecord();
        });
  }

  @Override
  public EntityRecord patch(
      Access access,
      String entity,
      UUID id,
      long version,
      ObjectNode values,
      WriteOptions options) {
    Entity of = entity(access, entity);
    return attempts.run(
        access,
        options,
        write -> {
          EntityPlan plan = write.plan(of);
          Map<Integer, Object> before =
              table.read(write, plan, List.of(id), RecordTable.Lock.CHANGE).get(id);
          Draft draft = write.keep(draft(write, plan, "", id, version, before));
          input.read(write, draft, values);
          writer.write(write, plan, List.of(draft));
          return draft.toRecord();
        });
  }

  @Override
  public void delete(Access access, String entity, UUID id, long version, WriteOptions options) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  public EntityRecord restore(Access access, String entity, UUID id, WriteOptions options) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  public List<EntityRecord> batch(
      Access access, String entity, List<Operation> operations, WriteOptions options) {
    throw new UnsupportedOperationException("being built");
  }

  @Override
  public List<Upserted> upsert(
      Access access,
      String entity,
      List<String> key,
      List<ObjectNode> records,
      WriteOptions options) {
    throw new UnsupportedOperationException("being built");
  }

  private static Entity entity(Access access, String key) {
    Entity entity = access.metadata().entity(key);
    if (access.entity(entity).isNone()) {
      throw new AccessException(Problem.of("notFound"));
    }
    return entity;
  }

  private static void checkCreate(Access access, Entity entity) {
    if (!access.entity(entity).mayCreate()) {
      throw new AccessException(Problem.of("forbidden"));
    }
  }

  private static Draft draft(
      Write write,
      EntityPlan plan,
      String place,
      UUID id,
      long version,
      @Nullable Map<Integer, Object> before) {
    EntityAccess access = write.access().entity(plan.entity());
    if (before == null || !write.covers(access.read(), plan, before)) {
      throw new AccessException(Problem.at(place, "notFound"));
    }
    if (!write.covers(access.update(), plan, before)) {
      throw new AccessException(Problem.at(place, "forbidden"));
    }
    Draft draft = Draft.change(plan, place, id, before);
    if (draft.version() != version) {
      throw new ConflictException(
          Problem.at(place, "staleVersion").with("version", draft.version()));
    }
    return draft;
  }
}
