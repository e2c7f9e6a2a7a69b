package dev.dougong.engine.sample.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.InNameOf;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.BusyException;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.sample.Samples;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Removes what waits, some at a time, through the write path. The rows are locked before it is
 * asked once more what refers to them, so a record that somebody makes in between is safe.
 */
final class SampleRemoval {

  private static final int STEP = 500;
  private static final WriteOptions WHY = WriteOptions.ofDocument(Samples.REMOVE);

  private final Statements statements;
  private final Records records;
  private final AccessSource rights;
  private final List<String> ownWords;

  SampleRemoval(Statements statements, Records records, AccessSource rights, Set<String> ownWords) {
    this.statements = statements;
    this.records = records;
    this.rights = rights;
    this.ownWords = List.copyOf(ownWords);
  }

  private record Waiting(UUID record, int entity, boolean isWithChanged, UUID askedBy) {}

  int proceed(Metadata metadata) {
    SqlName schema = metadata.workspace().schema();
    if (!isAlone(metadata)) {
      return 0;
    }
    List<Waiting> next = next(schema);
    if (next.isEmpty()) {
      return 0;
    }
    Entity entity = metadata.findEntity(next.get(0).entity());
    if (entity != null) {
      remove(metadata, entity, next);
    }
    List<UUID> done = next.stream().map(Waiting::record).toList();
    statements.update(
        Sql.of("delete from ")
            .add(schema, JdbcSamples.REMOVAL)
            .add(" where record = any(")
            .bind(SqlType.UUID_ARRAY, done)
            .add(")"));
    return done.size();
  }

  private boolean isAlone(Metadata metadata) {
    return Boolean.TRUE.equals(
        statements.queryOne(
            Sql.of("select pg_try_advisory_xact_lock(hashtext('samples'), hashtext(")
                .bind(SqlType.TEXT, metadata.workspace().key())
                .add("))"),
            row -> row.bool(1)));
  }

  /** Of one entity, and by one person's word; the newest records first. */
  private List<Waiting> next(SqlName schema) {
    List<Waiting> all =
        statements.query(
            Sql.of("select record, entity, changed, asked_by from ")
                .add(schema, JdbcSamples.REMOVAL)
                .add(" order by place, record desc limit ")
                .number(STEP),
            row ->
                new Waiting(
                    Objects.requireNonNull(row.uuid(1)),
                    (int) row.number(2),
                    row.bool(3),
                    Objects.requireNonNull(row.uuid(4))));
    List<Waiting> next = new ArrayList<>();
    for (Waiting one : all) {
      Waiting first = all.get(0);
      if (one.entity() != first.entity()
          || one.isWithChanged() != first.isWithChanged()
          || !one.askedBy().equals(first.askedBy())) {
        break;
      }
      next.add(one);
    }
    return next;
  }

  private void remove(Metadata metadata, Entity entity, List<Waiting> next) {
    Waiting first = next.get(0);
    Set<UUID> going = locked(metadata, entity, next);
    if (going.isEmpty()) {
      return;
    }
    going.removeAll(needed(metadata, entity, going));
    if (!first.isWithChanged()) {
      going.removeAll(changed(metadata, entity, going));
    }
    if (!going.isEmpty()) {
      Access access = new InNameOf(rights.system(Samples.REMOVE), first.askedBy());
      delete(access, entity, List.copyOf(going));
    }
  }

  /** All together; where something else refuses, one by one, and what is refused stays. */
  private void delete(Access access, Entity entity, List<UUID> ids) {
    List<Operation> operations = new ArrayList<>();
    ids.forEach(id -> operations.add(new Operation.Delete(id, null)));
    try {
      records.batch(access, entity.key(), operations, WHY);
    } catch (BusyException e) {
      throw e;
    } catch (ProblemException e) {
      if (ids.size() > 1) {
        ids.forEach(id -> delete(access, entity, List.of(id)));
      }
    }
  }

  private Set<UUID> locked(Metadata metadata, Entity entity, List<Waiting> next) {
    List<UUID> ids = next.stream().map(Waiting::record).sorted().toList();
    return new HashSet<>(
        statements.query(
            Sql.of("select r.id from ")
                .add(metadata.workspace().schema(), entity.table())
                .add(" r where r.deleted_at is null and r.id = any(")
                .bind(SqlType.UUID_ARRAY, ids)
                .add(") order by r.id for update of r"),
            row -> Objects.requireNonNull(row.uuid(1))));
  }

  private Set<UUID> needed(Metadata metadata, Entity entity, Set<UUID> ids) {
    Set<UUID> needed = new HashSet<>();
    for (SampleReference reference : SampleReference.all(metadata)) {
      if (reference.target().id() == entity.id()) {
        needed.addAll(
            statements.query(
                Sql.of("select distinct t.id from ")
                    .add(reference.from(metadata))
                    .add(" where r.deleted_at is null and ")
                    .add(reference.pointsAt(ids))
                    .add(" and not exists (select from ")
                    .add(metadata.workspace().schema(), JdbcSamples.REMOVAL)
                    .add(" q where q.record = r.id)"),
                row -> Objects.requireNonNull(row.uuid(1))));
      }
    }
    return needed;
  }

  private Set<UUID> changed(Metadata metadata, Entity entity, Set<UUID> ids) {
    return new HashSet<>(
        statements.query(
            Sql.of("select x.id from unnest(")
                .bind(SqlType.UUID_ARRAY, List.copyOf(ids))
                .add(") as x(id) where ")
                .add(SampleSearch.changed(metadata, entity, Sql.of("x.id"), ownWords)),
            row -> Objects.requireNonNull(row.uuid(1))));
  }
}
