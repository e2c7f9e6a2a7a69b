package dev.dougong.engine.sample.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.User;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.sample.Samples;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Samples by what the change log says of the making of each record. */
public final class JdbcSamples implements Samples {

  static final SqlName REMOVAL = SqlName.of("sample_removal");

  private final Statements statements;
  private final Transactions transactions;
  private final AuditLog audit;
  private final Set<String> ownWords;
  private final SampleRemoval removal;

  /**
   * Over the records of the workspace.
   *
   * @param ownWords reasons of writes that no person entered
   */
  public JdbcSamples(
      Statements statements,
      Transactions transactions,
      Records records,
      AccessSource rights,
      AuditLog audit,
      Set<String> ownWords) {
    this.statements = statements;
    this.transactions = transactions;
    this.audit = audit;
    this.ownWords = Set.copyOf(ownWords);
    this.removal = new SampleRemoval(statements, records, rights, this.ownWords);
  }

  @Override
  public Standing look(Access access, Choice choice) {
    mustBeAdministrator(access);
    Metadata metadata = access.metadata();
    return transactions.required(() -> standing(metadata, search(metadata).find(choice)));
  }

  @Override
  public Standing remove(Access access, Choice choice) {
    mustBeAdministrator(access);
    Metadata metadata = access.metadata();
    return transactions.required(
        () -> {
          SampleSearch search = search(metadata);
          List<SampleSearch.Found> found = search.find(choice);
          keep(access, choice, search.order(found));
          tell(metadata, found);
          return standing(metadata, found);
        });
  }

  @Override
  public int proceed(Metadata metadata) {
    return transactions.required(() -> removal.proceed(metadata));
  }

  private SampleSearch search(Metadata metadata) {
    return new SampleSearch(statements, metadata, ownWords);
  }

  private static void mustBeAdministrator(Access access) {
    if (!access.evaluation().roles().contains(User.ADMIN)) {
      throw new AccessException(Problem.of("forbidden"));
    }
  }

  private void keep(Access access, Choice choice, List<Integer> order) {
    List<Long> entities = order.stream().map(Integer::longValue).toList();
    statements.update(
        Sql.of("insert into ")
            .add(access.metadata().workspace().schema(), REMOVAL)
            .add(" (record, entity, place, changed, asked_by) select s.record, s.entity, o.place, ")
            .bind(SqlType.BOOLEAN, choice.withChanged())
            .add(", ")
            .bind(SqlType.UUID, access.userId())
            .add(" from sample_found s join unnest(")
            .bind(SqlType.BIGINT_ARRAY, entities)
            .add(") with ordinality as o(entity, place) on o.entity = s.entity")
            .add(" where s.goes on conflict (record) do nothing"));
  }

  private void tell(Metadata metadata, List<SampleSearch.Found> found) {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    found.stream()
        .filter(one -> one.goes() > 0)
        .forEach(one -> details.put(metadata.entity(one.entity()).key(), one.goes()));
    if (!details.isEmpty()) {
      audit.tell("samples.removed", metadata.workspace().key(), details);
    }
  }

  private Standing standing(Metadata metadata, List<SampleSearch.Found> found) {
    List<OfEntity> entities = new ArrayList<>();
    for (SampleSearch.Found one : found) {
      entities.add(
          new OfEntity(
              metadata.entity(one.entity()).key(), one.goes(), one.changed(), one.needed()));
    }
    long waiting =
        statements.count(
            Sql.of("select count(*) from ").add(metadata.workspace().schema(), REMOVAL));
    return new Standing(entities, waiting);
  }
}
