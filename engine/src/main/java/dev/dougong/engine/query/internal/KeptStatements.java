package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.query.GroupKey;
import dev.dougong.engine.query.GroupMeasure;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The statements that keep an answer right. A kept answer knows its snapshot of the database; the
 * changes that later snapshots see and it did not are exactly those that came in between. One
 * statement finds them, and groups the changed records as they are and, by the values that the log
 * kept, as they were. All is of one snapshot, which becomes the answer's.
 */
final class KeptStatements {

  /** Changes at the most; behind more of them an answer is computed anew. */
  static final int MOST_CHANGES = 20_000;

  private static final Set<GroupMeasure.Function> ADDITIVE =
      EnumSet.of(
          GroupMeasure.Function.COUNT, GroupMeasure.Function.SUM, GroupMeasure.Function.AVERAGE);

  /** Columns before the groups in the answer of {@link #since}. */
  static final int BEFORE_GROUPS = 3;

  private final Access access;
  private final GroupQuery query;
  private final GroupReads reads;
  private final LoggedMoves log;
  private final GroupSource source;
  private final GroupPlan plan;

  KeptStatements(Access access, SqlCompiler compiler, GroupQuery query, GroupReads reads) {
    this.access = access;
    this.query = query;
    this.reads = reads;
    this.log = new LoggedMoves(access, query.entity(), reads);
    this.source = GroupSource.forKeeping(access, compiler, query);
    this.plan = new GroupPlan(access, compiler, query, source);
  }

  /** Whether what records add to an answer can be taken away again. */
  boolean canForward() {
    boolean isAdditive =
        query.measures().stream()
            .filter(GroupMeasure.Aggregated.class::isInstance)
            .map(measure -> ((GroupMeasure.Aggregated) measure).function())
            .allMatch(ADDITIVE::contains);
    boolean hasHistory =
        query.keys().stream()
            .anyMatch(key -> key.bucket() instanceof GroupKey.Furthest || key.related() != null);
    boolean isOwn =
        query.measures().stream()
            .noneMatch(
                measure -> measure instanceof GroupMeasure.Aggregated one && one.related() != null);
    return isAdditive && isOwn && !hasHistory && reads.isReversible();
  }

  /** How many texts name a group: its keys and its epoch. */
  int names() {
    return query.keys().size() + 1;
  }

  /** How many counts and sums a group has. */
  int parts() {
    return source.kept().size();
  }

  /** Which transactions this statement sees; null inside one that has written. */
  static Sql snapshot() {
    return Sql.of(
        "(select case when pg_current_xact_id_if_assigned() is null"
            + " then pg_current_snapshot()::text end)");
  }

  /** Snapshot and groups, at most so many; one row without a group where there is none. */
  Sql groups(int most) {
    return Sql.of("select ")
        .add(snapshot())
        .add(", q.* from (select 1) one left join (")
        .add(texts(source.sql()))
        .add(") q on true limit ")
        .number(most);
  }

  /** The whole answer, made of kept groups. */
  Sql answer(KeptGroups groups) {
    List<GroupSource.Kept> parts = List.copyOf(source.kept().keySet());
    List<Integer> counts = new ArrayList<>();
    for (GroupSource.Kept part : parts) {
      counts.add(
          part.function() == GroupMeasure.Function.SUM
              ? parts.indexOf(part.of(GroupMeasure.Function.COUNT))
              : -1);
    }
    List<Sql> arrays = new ArrayList<>();
    groups
        .columns(names(), counts)
        .forEach(column -> arrays.add(new Sql().bind(SqlType.TEXT_ARRAY, column)));
    List<Sql> columns = new ArrayList<>();
    List<Sql> names = new ArrayList<>();
    for (int i = 0; i < query.keys().size(); i++) {
      ValueKind kind = query.keys().get(i).kind();
      SqlName key = GroupSource.key(i);
      names.add(new Sql().add(key));
      Sql typed = Sql.of("x.").add(key).add("::").add(SqlName.of(SqlType.of(kind).text()));
      columns.add(
          (kind == ValueKind.TEXT ? typed.add(" collate \"C\"") : typed).add(" as ").add(key));
    }
    names.add(Sql.of("e"));
    names.add(Sql.of("n"));
    columns.add(Sql.of("x.e::integer as e"));
    columns.add(Sql.of("x.n::bigint as n"));
    for (SqlName part : source.kept().values()) {
      names.add(new Sql().add(part));
      columns.add(Sql.of("x.").add(part).add("::numeric as ").add(part));
    }
    return plan.sql(
        Sql.of("select ")
            .join(", ", columns)
            .add(" from unnest(")
            .join(", ", arrays)
            .add(") as x(")
            .join(", ", names)
            .add(")"));
  }

  /**
   * What came between a snapshot and now: {@code sign}, {@code at}, {@code anew}, then groups. The
   * row of sign 0 has the snapshot of now (null where it does not follow on the old one), whether
   * the answer must be computed anew, and as number of records the number of changes.
   *
   * @param isForwarded whether groups are wanted
   */
  Sql since(String at, boolean isForwarded) {
    Sql sql = Sql.of("with l as materialized (").add(log(at)).add(")");
    sql.add(", c as materialized (select l.*, ").add(log.far()).add(" as far from l where ");
    sql.add(log.ownMoves()).add(" or ").add(log.far()).add(")");
    sql.add(", g as materialized (select (select count(*) from l) > ")
        .number(MOST_CHANGES)
        .add(" or exists (select from c where c.far) as anew)");
    if (isForwarded) {
      sql.add(", b as materialized (").add(log.moved()).add("), f as materialized (");
      sql.add(log.former()).add(") select 1 as sign, null::text as at, false as anew, q.* from (");
      sql.add(texts(source.sql(null, Sql.of("r.id = any(array(select b.record from b))"))));
      sql.add(") q union all select -1, null, false, q.* from (");
      sql.add(texts(source.sql(log.asTheyWere(), LoggedMoves.wereThere()))).add(") q union all ");
    }
    return sql.add(" select 0, ")
        .add(nextSnapshot(at))
        .add(", (select g.anew from g), ")
        .join(", ", nothing())
        .add(", (select count(*) from c)")
        .join("", noParts());
  }

  private List<Sql> nothing() {
    List<Sql> none = new ArrayList<>();
    query.keys().forEach(key -> none.add(Sql.of("null::text")));
    none.add(Sql.of("null::text"));
    return none;
  }

  private List<Sql> noParts() {
    List<Sql> none = new ArrayList<>();
    source.kept().keySet().forEach(part -> none.add(Sql.of(", null::numeric")));
    return none;
  }

  /** Groups whose keys are texts and whose parts are numbers; equal keys have equal texts. */
  private Sql texts(Sql rows) {
    List<Sql> columns = new ArrayList<>();
    for (int i = 0; i < query.keys().size(); i++) {
      SqlName key = GroupSource.key(i);
      Sql text =
          switch (query.keys().get(i).kind()) {
            case INTEGER, DECIMAL -> Sql.of("trim_scale(s.").add(key).add("::numeric)::text as ");
            case TEXT,
                BOOLEAN,
                DATE,
                TIME,
                DATE_TIME,
                DURATION,
                REFERENCE,
                TEXT_LIST,
                REFERENCE_LIST,
                TABLE,
                JSON,
                SEALED ->
                Sql.of("s.").add(key).add("::text as ");
          };
      columns.add(text.add(key));
    }
    columns.add(Sql.of("s.e::text as e"));
    columns.add(Sql.of("s.n"));
    for (SqlName part : source.kept().values()) {
      columns.add(Sql.of("s.").add(part).add("::numeric as ").add(part));
    }
    return Sql.of("select ").join(", ", columns).add(" from (").add(rows).add(") s");
  }

  private static Sql old(String at) {
    return new Sql().bind(SqlType.TEXT, at).add("::pg_snapshot");
  }

  /** The snapshot of this statement where it sees all that the old one saw. */
  private static Sql nextSnapshot(String at) {
    return Sql.of("(select case when pg_snapshot_xmax(pg_current_snapshot()) >= pg_snapshot_xmax(")
        .add(old(at))
        .add(") and not exists (select from pg_snapshot_xip(pg_current_snapshot()) x(id)")
        .add(" where pg_visible_in_snapshot(x.id, ")
        .add(old(at))
        .add(")) then ")
        .add(snapshot())
        .add(" end)");
  }

  /** The changes of all entities concerned, in the order of an index. */
  private Sql log(String at) {
    Set<Integer> entities = new TreeSet<>(reads.far().keySet());
    entities.add(query.entity().id());
    List<Sql> ids = entities.stream().map(id -> new Sql().number(id)).toList();
    return Sql.of("select h.seq, h.entity, h.record, h.op, h.before, h.after from ")
        .add(access.metadata().workspace().schema())
        .add(".change h where h.xid >= pg_snapshot_xmin(")
        .add(old(at))
        .add(") and not pg_visible_in_snapshot(h.xid, ")
        .add(old(at))
        .add(") and h.entity in (")
        .join(", ", ids)
        .add(") order by h.xid, h.seq limit ")
        .number(MOST_CHANGES + 1L);
  }
}
