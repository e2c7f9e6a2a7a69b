package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What changes of the log did to the records of a query. Pieces of a statement in which the changes
 * are {@code l}, those that count {@code c}, {@code g.anew} says that they are no use, the records
 * that moved are {@code b} and what they held before {@code f}.
 */
final class LoggedMoves {

  private final Access access;
  private final Entity entity;
  private final GroupReads reads;

  LoggedMoves(Access access, Entity entity, GroupReads reads) {
    this.access = access;
    this.entity = entity;
    this.reads = reads;
  }

  /** Whether a change of {@code l} can move a record of the query itself. */
  Sql ownMoves() {
    return Sql.of("(l.entity = ")
        .number(entity.id())
        .add(" and (l.op in (")
        .join(
            ", ", codes(ChangeOperation.CREATED, ChangeOperation.DELETED, ChangeOperation.RESTORED))
        .add(") or ")
        .add(touches(reads.own()))
        .add("))");
  }

  /**
   * Whether a change of {@code l} can move what records of the query see elsewhere. A record that
   * is made moves nothing: whatever points at it is changed later.
   */
  Sql far() {
    List<Sql> either = new ArrayList<>();
    reads
        .far()
        .forEach(
            (entity, fields) ->
                either.add(
                    Sql.of("(l.entity = ")
                        .number(entity)
                        .add(" and (l.op in (")
                        .join(", ", codes(ChangeOperation.DELETED, ChangeOperation.RESTORED))
                        .add(") or ")
                        .add(touches(fields))
                        .add("))")));
    return either.isEmpty() ? Sql.of("false") : Sql.of("(").join(" or ", either).add(")");
  }

  private static List<Sql> codes(ChangeOperation... operations) {
    List<Sql> codes = new ArrayList<>();
    for (ChangeOperation operation : operations) {
      codes.add(new Sql().number(operation.code()));
    }
    return codes;
  }

  private static Sql touches(Collection<Integer> fields) {
    Sql names = names(fields);
    return Sql.template(
        "(coalesce(jsonb_exists_any(l.before, {0}), false)"
            + " or coalesce(jsonb_exists_any(l.after, {0}), false))",
        List.of(names));
  }

  /** The names under which changes keep the values of fields. */
  private static Sql names(Collection<Integer> fields) {
    return new Sql().bind(SqlType.TEXT_ARRAY, fields.stream().map(id -> "f" + id).toList());
  }

  /** The records that moved: whether they are new, and the first way into or out of the bin. */
  Sql moved() {
    return Sql.of("select c.record, bool_or(c.op = ")
        .number(ChangeOperation.CREATED.code())
        .add(") as made, (array_agg(c.op order by c.seq) filter (where c.op in (")
        .join(", ", codes(ChangeOperation.DELETED, ChangeOperation.RESTORED))
        .add(")))[1] as move from c where c.entity = ")
        .number(entity.id())
        .add(" and not (select g.anew from g) group by c.record");
  }

  /** What the fields of moved records held before the first change of each. */
  Sql former() {
    return Sql.of("select w.record, jsonb_object_agg(w.col, w.value) as was,")
        .add(" jsonb_object_agg(w.key, w.value) filter (where w.value <> 'null') as doc,")
        .add(" array_agg(w.key) as touched from (select distinct on (c.record, k.key)")
        .add(" c.record, k.key, ")
        .add(column())
        .add(" as col, coalesce(c.before->k.key, 'null') as value from c cross join unnest(")
        .add(names(reads.own()))
        .add(") as k(key) where c.entity = ")
        .number(entity.id())
        .add(" and (coalesce(jsonb_exists(c.before, k.key), false)")
        .add(" or coalesce(jsonb_exists(c.after, k.key), false))")
        .add(" order by c.record, k.key, c.seq) w group by w.record");
  }

  /** The column of a field; system fields have names of their own. */
  private static Sql column() {
    Sql sql = Sql.of("case k.key");
    for (SystemField field : SystemField.values()) {
      sql.add(" when ").quoted(SqlName.of("f" + field.id())).add(" then ").quoted(field.column());
    }
    return sql.add(" else k.key end");
  }

  /** The moved records at the alias r, with the values that they had. */
  Sql asTheyWere() {
    return new Sql()
        .add(access.metadata().workspace().schema(), entity.table())
        .add(" t join b on b.record = t.id left join f on f.record = t.id")
        .add(" cross join lateral jsonb_populate_record(t, coalesce(f.was, '{}')")
        .add(" || jsonb_build_object('data',")
        .add(" (t.data - coalesce(f.touched, '{}')) || coalesce(f.doc, '{}'))")
        .add(" || case when b.move = ")
        .number(ChangeOperation.DELETED.code())
        .add(" then '{\"deleted_at\":null}'::jsonb else '{}' end) r");
  }

  /** Those of them that were there, and not in the bin. */
  static Sql wereThere() {
    return Sql.of("t.id = any(array(select b.record from b)) and not b.made")
        .add(" and b.move is distinct from ")
        .number(ChangeOperation.RESTORED.code());
  }
}
