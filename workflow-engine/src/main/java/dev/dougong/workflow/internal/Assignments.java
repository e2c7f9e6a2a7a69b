package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.query.RecordSelection;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.node.Effect;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Chooses whose turn it is. Steps of one node choose one after the other, so two records at the
 * same moment do not go to the same person. Thread-safe.
 */
final class Assignments {

  private final Statements statements;
  private final RecordSelection selection;

  Assignments(Statements statements, RecordSelection selection) {
    this.statements = statements;
    this.selection = selection;
  }

  /** The one who gets the record; it is their turn now. */
  UUID next(StepRunner.Run run, Effect.Assign wish) {
    SqlName schema = run.metadata().workspace().schema();
    String workflow = run.workflow().key();
    String node = run.node().id();
    statements.query(
        Sql.of("select pg_advisory_xact_lock(hashtextextended(")
            .bind(SqlType.TEXT, "assign " + schema.text() + " " + workflow + " " + node)
            .add(", 0))"),
        row -> true);
    Sql sql =
        Sql.of("select c.id from unnest(")
            .bind(SqlType.UUID_ARRAY, wish.candidates())
            .add(") as c(id) left join ")
            .add(schema)
            .add(".assignment a on a.user_id = c.id and a.workflow = ")
            .bind(SqlType.TEXT, workflow)
            .add(" and a.node = ")
            .bind(SqlType.TEXT, node);
    if (wish.isByLoad()) {
      sql.add(" left join (")
          .add(loads(run.access(), wish))
          .add(") l on l.person = c.id order by coalesce(l.records, 0), ");
    } else {
      sql.add(" order by ");
    }
    UUID chosen =
        Objects.requireNonNull(
            statements.queryOne(
                sql.add("a.turn nulls first, c.id limit 1"),
                row -> Objects.requireNonNull(row.uuid(1))));
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".assignment (workflow, node, user_id, turn) select ")
            .bind(SqlType.TEXT, workflow)
            .add(", ")
            .bind(SqlType.TEXT, node)
            .add(", ")
            .bind(SqlType.UUID, chosen)
            .add(", coalesce(max(turn), 0) + 1 from ")
            .add(schema)
            .add(".assignment where workflow = ")
            .bind(SqlType.TEXT, workflow)
            .add(" and node = ")
            .bind(SqlType.TEXT, node)
            .add(" on conflict (workflow, node, user_id) do update set turn = excluded.turn"));
    return chosen;
  }

  /** How many of the counted records each person has. */
  private Sql loads(Access access, Effect.Assign wish) {
    Entity entity = access.metadata().entity(wish.entity());
    ScopeField field = Objects.requireNonNull(entity.scope().field(wish.field()), wish.field());
    return Sql.of("select x.v1 as person, count(*) as records from (")
        .add(selection.select(access, entity, wish.load(), List.of(ChosenRecords.field(field))))
        .add(") x where x.v1 = any(")
        .bind(SqlType.UUID_ARRAY, wish.candidates())
        .add(") group by x.v1");
  }
}
