package dev.dougong.engine.sample.internal;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sample.Samples.Choice;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds what goes, in the temporary table {@code sample_found} of the transaction: first the
 * samples, then what workflows made of them, and then it takes out whatever a record that stays
 * refers to, until nothing more has to stay. Every step is one statement over all records.
 */
final class SampleSearch {

  private static final SqlName CHANGE = SqlName.of("change");
  private static final SqlName COMMENT = SqlName.of("record_comment");

  private final Statements statements;
  private final Metadata metadata;
  private final List<String> ownWords;
  private final List<SampleReference> references;

  SampleSearch(Statements statements, Metadata metadata, Set<String> ownWords) {
    this.statements = statements;
    this.metadata = metadata;
    this.ownWords = List.copyOf(ownWords);
    this.references = SampleReference.all(metadata);
  }

  /** What was found of an entity: what goes, samples that a person changed, and that are needed. */
  record Found(int entity, long goes, long changed, long needed) {}

  List<Found> find(Choice choice) {
    statements.update(Sql.of("drop table if exists pg_temp.sample_found"));
    statements.update(
        Sql.of(
            "create temporary table sample_found (record uuid primary key, entity integer not null,"
                + " made boolean not null, changed boolean not null, goes boolean not null,"
                + " needed boolean not null) on commit drop"));
    for (Entity entity : metadata.entities()) {
      samples(entity, choice);
    }
    statements.update(Sql.of("analyze sample_found"));
    while (sum(this::addMade) > 0) {
      statements.update(Sql.of("analyze sample_found"));
    }
    int moved;
    do {
      moved = sum(this::keepNeeded) + sum(this::keepForeign) + dropGroundless();
    } while (moved > 0);
    return statements.query(
        Sql.of(
            "select entity, count(*) filter (where goes),"
                + " count(*) filter (where not made and changed), count(*) filter (where needed)"
                + " from sample_found group by 1"
                + " having bool_or(goes or not made) order by 1"),
        row -> new Found((int) row.number(1), row.number(2), row.number(3), row.number(4)));
  }

  private interface Step {
    int of(SampleReference reference);
  }

  private int sum(Step step) {
    int moved = 0;
    for (SampleReference reference : references) {
      moved += step.of(reference);
    }
    return moved;
  }

  private void samples(Entity entity, Choice choice) {
    boolean isChosen = !choice.left().contains(entity.key());
    Sql changed = changed(metadata, entity, Sql.of("r.id"), ownWords);
    statements.update(
        Sql.of("insert into sample_found select x.id, x.entity, false, x.changed, ")
            .bind(SqlType.BOOLEAN, isChosen)
            .add(" and (not x.changed or ")
            .bind(SqlType.BOOLEAN, choice.withChanged())
            .add("), false from (select r.id, ")
            .number(entity.id())
            .add(" as entity, ")
            .add(changed)
            .add(" as changed from ")
            .add(metadata.workspace().schema(), entity.table())
            .add(" r join ")
            .add(metadata.workspace().schema(), CHANGE)
            .add(" c on c.record = r.id and c.entity = ")
            .number(entity.id())
            .add(" and c.op = 1 and c.why = 'package' where r.deleted_at is null) x"));
  }

  /**
   * Whether a person wrote to the record after it was made, or said something about it; what
   * followed from other writes is none of that.
   */
  static Sql changed(Metadata metadata, Entity entity, Sql record, List<String> ownWords) {
    return Sql.of("(exists (select from ")
        .add(metadata.workspace().schema(), CHANGE)
        .add(" p where p.record = ")
        .add(record)
        .add(" and p.entity = ")
        .number(entity.id())
        .add(" and p.op in (2, 3, 4) and p.cause_seq is null and not ")
        .add(isOwn(Sql.of("p.why"), ownWords))
        .add(") or exists (select from ")
        .add(metadata.workspace().schema(), COMMENT)
        .add(" m where m.record = ")
        .add(record)
        .add("))");
  }

  private static Sql isOwn(Sql why, List<String> ownWords) {
    return Sql.of("split_part(")
        .add(why)
        .add(", ':', 1) = any(")
        .bind(SqlType.TEXT_ARRAY, ownWords)
        .add(")");
  }

  /** Records that no person made or changed, and that refer to something that goes. */
  private int addMade(SampleReference reference) {
    Entity holder = reference.holder();
    return statements.update(
        Sql.of("insert into sample_found select distinct r.id, ")
            .number(holder.id())
            .add(", true, false, true, false from ")
            .add(reference.from(metadata))
            .add(" join sample_found s on s.goes and s.record = t.id")
            .add(" where r.deleted_at is null")
            .add(" and not exists (select from sample_found x where x.record = r.id)")
            .add(" and exists (select from ")
            .add(metadata.workspace().schema(), CHANGE)
            .add(" c where c.record = r.id and c.op = 1 and c.entity = ")
            .number(holder.id())
            .add(" and ")
            .add(isOwn(Sql.of("c.why"), ownWords))
            .add(") and not ")
            .add(changed(metadata, holder, Sql.of("r.id"), ownWords)));
  }

  private int keepNeeded(SampleReference reference) {
    return statements.update(
        Sql.of("update sample_found s set goes = false, needed = not made from ")
            .add(reference.from(metadata))
            .add(" where s.goes and s.record = t.id and r.deleted_at is null")
            .add(" and not exists (select from sample_found h where h.record = r.id and h.goes)"));
  }

  /** What a workflow made about samples alone goes; about something else too, it stays. */
  private int keepForeign(SampleReference reference) {
    return statements.update(
        Sql.of("update sample_found s set goes = false from ")
            .add(reference.from(metadata))
            .add(" join ")
            .add(metadata.workspace().schema(), reference.target().table())
            .add(" there on there.id = t.id and there.deleted_at is null")
            .add(" where s.made and s.goes and s.record = r.id and not exists (")
            .add("select from sample_found x where x.record = t.id and (x.goes or not x.made))"));
  }

  /** Where no sample goes, neither goes what a workflow made of it. */
  private int dropGroundless() {
    List<Sql> grounds = new ArrayList<>();
    for (SampleReference reference : references) {
      grounds.add(
          Sql.of("select r.id from ")
              .add(reference.from(metadata))
              .add(" join sample_found s on s.goes and s.record = t.id")
              .add(" join sample_found m on m.made and m.goes and m.record = r.id"));
    }
    if (grounds.isEmpty()) {
      return 0;
    }
    return statements.update(
        Sql.of("update sample_found s set goes = false where s.made and s.goes and not exists (")
            .add("select from (")
            .join(" union all ", grounds)
            .add(") g where g.id = s.record)"));
  }

  /** Entities that go, those that hold references before those that are referred to. */
  List<Integer> order(List<Found> found) {
    List<Integer> left = new ArrayList<>();
    for (Found one : found) {
      if (one.goes() > 0) {
        left.add(one.entity());
      }
    }
    List<Integer> order = new ArrayList<>();
    while (!left.isEmpty()) {
      Integer next = left.get(0);
      long fewest = Long.MAX_VALUE;
      for (Integer one : left) {
        long holders = holders(one, left);
        if (holders < fewest) {
          next = one;
          fewest = holders;
        }
      }
      order.add(next);
      left.remove(next);
    }
    return order;
  }

  private long holders(int entity, List<Integer> among) {
    return references.stream()
        .filter(one -> one.target().id() == entity && one.holder().id() != entity)
        .filter(one -> among.contains(one.holder().id()))
        .count();
  }
}
