package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.query.PastQueries;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The statements that answer a query over records as they were. */
final class PastStatements {

  private final Access access;
  private final SqlCompiler compiler;
  private final GroupQuery query;
  private final GroupReads reads;
  private final LoggedMoves log;
  private final Instant until;

  PastStatements(
      Access access, SqlCompiler compiler, GroupQuery query, GroupReads reads, Instant until) {
    this.access = access;
    this.compiler = compiler;
    this.query = query;
    this.reads = reads;
    this.log = new LoggedMoves(access, query.entity(), reads);
    this.until = until;
  }

  /**
   * How many changes there are since, at most one more than is allowed; and whether any of them
   * moved what the query sees in records of other entities.
   */
  Sql since() {
    Set<Integer> entities = new TreeSet<>(reads.far().keySet());
    entities.add(query.entity().id());
    return Sql.of("with l as materialized (")
        .add(changes(entities))
        .add(" limit ")
        .number(PastQueries.MOST_CHANGES + 1L)
        .add(") select count(*), coalesce(bool_or(")
        .add(log.far())
        .add("), false) from l");
  }

  /** The answer: records that nobody touched since as they are, the others as they were. */
  Sql answer() {
    Entity entity = query.entity();
    Sql table = new Sql().add(access.metadata().workspace().schema(), entity.table());
    Sql records =
        Sql.of("(select t.* from ")
            .add(table)
            .add(
                " t where not exists (select from b where b.record = t.id) union all select r.* from ")
            .add(log.asTheyWere())
            .add(" where ")
            .add(LoggedMoves.wereThere())
            .add(") r");
    GroupSource source = GroupSource.of(access, compiler, query);
    Sql rows =
        Sql.of("with l as materialized (")
            .add(changes(Set.of(entity.id())))
            .add("), c as materialized (select l.* from l where ")
            .add(log.ownMoves())
            .add("), g as (select false as anew), b as materialized (")
            .add(log.moved())
            .add("), f as materialized (")
            .add(log.former())
            .add(") ")
            .add(source.sql(records, null));
    return new GroupPlan(access, compiler, query, source).sql(rows);
  }

  private Sql changes(Set<Integer> entities) {
    List<Sql> ids = new ArrayList<>();
    entities.forEach(id -> ids.add(new Sql().number(id)));
    return Sql.of("select h.seq, h.entity, h.record, h.op, h.before, h.after from ")
        .add(access.metadata().workspace().schema())
        .add(".change h where h.at >= ")
        .bind(SqlType.TIMESTAMPTZ, until)
        .add(" and h.entity in (")
        .join(", ", ids)
        .add(")");
  }
}
