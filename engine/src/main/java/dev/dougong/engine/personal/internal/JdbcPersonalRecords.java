package dev.dougong.engine.personal.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.audit.AuditErasures;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.personal.Erasure;
import dev.dougong.engine.personal.PersonalReach;
import dev.dougong.engine.personal.PersonalRecords;
import dev.dougong.engine.personal.PersonalTrace;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.internal.RecordSqlScope;
import dev.dougong.engine.record.Blanking;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.search.SearchTerms;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** {@link PersonalRecords} over PostgreSQL. */
public final class JdbcPersonalRecords implements PersonalRecords {

  private static final SqlName R = SqlName.of("r");

  private final Parts parts;
  private final Jdbc jdbc;
  private final List<PersonalTrace> traces;
  private final PersonFinder finder;
  private final ErasureLedger ledger;
  private final StoredOfPerson stored;

  /** What it is made of. */
  public record Parts(
      Jdbc jdbc,
      Transactions transactions,
      Workspace workspace,
      SqlCompiler compiler,
      Blanking blanking,
      AuditErasures evidence,
      AuditLog log,
      SearchTerms terms,
      IdSource ids) {}

  /** With the traces of other modules; those of the engine are always there. */
  public JdbcPersonalRecords(Parts parts, List<PersonalTrace> others) {
    this.parts = parts;
    this.jdbc = parts.jdbc();
    List<PersonalTrace> all = new ArrayList<>();
    all.add(new HistoryTrace());
    all.add(new CommentTrace());
    all.add(new FileTrace());
    all.add(new ImportTrace());
    all.addAll(others);
    this.traces = List.copyOf(all);
    this.finder = new PersonFinder(jdbc);
    this.ledger = new ErasureLedger(jdbc);
    this.stored = new StoredOfPerson(jdbc, traces);
  }

  @Override
  public Told tell(Access access, String entity, UUID record) {
    Entity of = open(access, entity, record);
    return stored.tell(access, person(access, of, List.of(record)));
  }

  @Override
  public void copy(Access access, String entity, UUID record, OutputStream out) throws IOException {
    Entity of = open(access, entity, record);
    Person person = person(access, of, List.of(record));
    parts
        .log()
        .tell("person.copied", of.key() + "/" + record, JsonNodeFactory.instance.objectNode());
    new PersonalCopy(jdbc, stored, access).write(person, out);
  }

  @Override
  public Erased erase(Access access, String entity, UUID record) {
    Entity of = open(access, entity, record);
    return parts
        .transactions()
        .required(
            () -> {
              parts.evidence().hold();
              Person person = person(access, of, List.of(record));
              Erasure erasure =
                  new Erasure(
                      parts.ids().next(),
                      access.evaluation().now(),
                      access.userId(),
                      of.id(),
                      person.reach(access.metadata()).persons());
              return erase(access, of, erasure, person);
            });
  }

  @Override
  public List<Erasure> ledger(Instant since) {
    return ledger.since(parts.workspace().schema(), since);
  }

  @Override
  public int reapply(Access access, List<Erasure> erasures) {
    int done = 0;
    for (Erasure erasure : erasures) {
      done += parts.transactions().required(() -> again(access, erasure)) ? 1 : 0;
    }
    return done;
  }

  @Override
  public int reapplyDue(Access access) {
    SqlName schema = parts.workspace().schema();
    List<Erasure> due = ledger.due(schema);
    int done = reapply(access, due);
    due.forEach(erasure -> ledger.isDone(schema, erasure.id()));
    return done;
  }

  private boolean again(Access access, Erasure erasure) {
    parts.evidence().hold();
    SqlName schema = access.metadata().workspace().schema();
    Entity entity = access.metadata().findEntity(erasure.entity());
    if (entity == null || ledger.has(schema, erasure.id())) {
      return false;
    }
    // The records of other entities among them are found from the first one, as they were then.
    List<UUID> own = ofEntity(access, entity, erasure.records());
    Map<Entity, Set<UUID>> records = finder.persons(access.metadata(), entity, own);
    for (Entity other : access.metadata().entities()) {
      if (other.isPerson() && other.id() != entity.id()) {
        records
            .computeIfAbsent(other, key -> new HashSet<>())
            .addAll(ofEntity(access, other, erasure.records()));
      }
    }
    var unused =
        erase(
            access,
            entity,
            erasure,
            new Person(records, finder.related(access.metadata(), records)));
    return true;
  }

  private List<UUID> ofEntity(Access access, Entity entity, List<UUID> ids) {
    return jdbc.query(
        Sql.of("select r.id from ")
            .add(StoredField.from(access.metadata(), entity, R))
            .add(" where r.id = any(")
            .bind(SqlType.UUID_ARRAY, ids)
            .add(") order by r.id"),
        row -> row.getObject(1, UUID.class));
  }

  /** The one transaction of an erasure; the chain is held. */
  private Erased erase(Access access, Entity entity, Erasure erasure, Person person) {
    PersonalReach reach = person.reach(access.metadata());
    PersonalValues values = new PersonalValues(jdbc);
    Fingerprints prints = values.of(access.metadata(), person.all());
    Fingerprints names = values.names(access.metadata(), person.records());
    traces.forEach(trace -> trace.stop(access, reach));
    int records = 0;
    for (Map.Entry<Entity, Set<UUID>> some : person.all().entrySet()) {
      if (!some.getKey().personal().isEmpty()) {
        records += parts.blanking().blank(access, some.getKey(), some.getValue()).size();
      }
    }
    Set<Long> changes = new HashSet<>(HistoryTrace.blank(jdbc, reach));
    int elsewhere = 0;
    for (PersonalTrace trace : traces) {
      for (Sql statement : trace.blank(reach)) {
        elsewhere += jdbc.update(statement);
      }
    }
    ValueSweep.Swept swept = sweep().sweep(access.metadata(), prints);
    changes.addAll(swept.changes());
    elsewhere += swept.rows() + sweep().sweep(reach.schema(), hanging(reach), names);
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    details.put("records", records);
    details.put("changes", changes.size());
    details.put("elsewhere", elsewhere);
    parts
        .evidence()
        .renew(
            new AuditErasures.Erased(
                AuditErasures.ERASED, erasure.id(), entity.key() + "/" + erasure.records().get(0)),
            changes,
            swept.entries(),
            details);
    ledger.add(reach.schema(), erasure);
    return new Erased(erasure.id(), records, changes.size(), elsewhere);
  }

  private List<PersonalTrace.Hanging> hanging(PersonalReach reach) {
    return traces.stream().flatMap(trace -> trace.hanging(reach).stream()).toList();
  }

  private ValueSweep sweep() {
    Set<String> leftAlone = new HashSet<>();
    traces.forEach(trace -> leftAlone.addAll(trace.leftAlone()));
    return new ValueSweep(jdbc, parts.terms(), leftAlone);
  }

  private Person person(Access access, Entity entity, List<UUID> given) {
    Map<Entity, Set<UUID>> records = finder.persons(access.metadata(), entity, given);
    for (Entity other : records.keySet()) {
      refuseWithoutRight(access, other);
    }
    return new Person(records, finder.related(access.metadata(), records));
  }

  private static void refuseWithoutRight(Access access, Entity entity) {
    if (!access.entity(entity).mayErase()) {
      throw new AccessException(
          Problem.of("personal.forbidden").with("label", entity.definition().label()));
    }
  }

  /** The entity of a record that the caller may read, deleted or not, and erase. */
  private Entity open(Access access, String key, UUID record) {
    Entity entity = access.metadata().entity(key);
    if (access.entity(entity).isNone() || !isReadable(access, entity, record)) {
      throw new AccessException(Problem.of("notFound"));
    }
    refuseWithoutRight(access, entity);
    if (!entity.isPerson()) {
      throw new InputException(
          Problem.of("personal.noPerson").with("label", entity.definition().label()));
    }
    return entity;
  }

  private boolean isReadable(Access access, Entity entity, UUID record) {
    Sql sql =
        Sql.of("select r.id from ")
            .add(StoredField.from(access.metadata(), entity, R))
            .add(" where r.id = ")
            .bind(SqlType.UUID, record);
    Sql rule =
        RecordSqlScope.of(access.metadata(), access.evaluation(), parts.compiler(), entity, R)
            .condition(access.entity(entity).read());
    if (rule != null) {
      sql.add(" and ").add(rule);
    }
    return !jdbc.query(sql, row -> true).isEmpty();
  }
}
