package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.RecordMerges.Kept;
import dev.dougong.engine.record.RecordMerges.Parted;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes merges back: the survivor gives its values back first, so that unique ones are free, then
 * the others leave the recycle bin and take their references along.
 */
final class Partings {

  private final Jdbc jdbc;
  private final RecordTable table;
  private final Openings openings;
  private final DraftWriter writer;
  private final Restores restores;
  private final MergeTables merges;

  Partings(
      Jdbc jdbc,
      RecordTable table,
      Openings openings,
      DraftWriter writer,
      Restores restores,
      MergeTables merges) {
    this.jdbc = jdbc;
    this.table = table;
    this.openings = openings;
    this.writer = writer;
    this.restores = restores;
    this.merges = merges;
  }

  /** A merge whose records are locked and may be parted. */
  record Opened(MergeTables.Stored merge, Draft survivor, List<Draft> others) {}

  /** Locks a merge and its records, under the rights of the person who parts them. */
  Opened open(Write write, EntityPlan plan, UUID merge) {
    MergeTables.Stored stored = merges.lock(write, plan.entity(), merge);
    if (stored == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    List<Openings.Wanted> wanted = new ArrayList<>();
    for (UUID other : stored.others()) {
      wanted.add(new Openings.Wanted("", "", other, null));
    }
    List<UUID> survivor = List.of(stored.survivor());
    if (table.read(plan, survivor, RecordTable.Lock.CHANGE).isEmpty()) {
      throw new ConflictException(Problem.of("merge.survivorGone"));
    }
    Draft stays =
        openings
            .open(
                write,
                plan,
                List.of(new Openings.Wanted("", "", stored.survivor(), null)),
                RecordTable.Lock.CHANGE)
            .values()
            .iterator()
            .next();
    return new Opened(
        stored, stays, List.copyOf(openings.openDeleted(write, plan, wanted).values()));
  }

  /** Parts the records. */
  Parted part(Write write, EntityPlan plan, UUID merge, Opened opened) {
    List<Kept> kept = new ArrayList<>();
    UUID survivor = opened.survivor().id();
    Long change = opened.merge().survivorChange();
    Reversal reversal = change == null ? null : reversal(write, change);
    Set<String> changed = new LinkedHashSet<>();
    // what may point at the others waits until they are there
    changed.addAll(giveBack(write, plan, survivor, reversal, field -> !mayPointHere(plan, field)));
    List<Draft> others = new ArrayList<>();
    for (Draft other : opened.others()) {
      others.add(write.keep(Draft.change(plan, "", other.id(), other.after())));
    }
    List<Kept> elsewhere = restores.restore(write, plan, others);
    changed.addAll(giveBack(write, plan, survivor, reversal, field -> mayPointHere(plan, field)));
    if (!changed.isEmpty()) {
      kept.add(new Kept(plan.entity().key(), survivor, List.copyOf(changed)));
    }
    kept.addAll(elsewhere);
    merges.moveAttachedBack(write, merge, survivor);
    merges.close(write, merge);
    return new Parted(
        Draft.change(plan, "", survivor, now(plan, survivor)).toRecord(),
        opened.merge().others(),
        kept);
  }

  /** Gives some values back; tells which were changed since. */
  private List<String> giveBack(
      Write write,
      EntityPlan plan,
      UUID survivor,
      @Nullable Reversal reversal,
      Predicate<Field> isMeant) {
    if (reversal == null) {
      return List.of();
    }
    Reversal.Applied applied = reversal.apply(plan, survivor, now(plan, survivor), isMeant);
    Draft draft = applied.draft();
    if (draft != null) {
      writer.write(write, plan, List.of(write.keep(draft)));
    }
    return applied.kept();
  }

  private Map<Integer, Object> now(EntityPlan plan, UUID survivor) {
    return Objects.requireNonNull(
        table.read(plan, List.of(survivor), RecordTable.Lock.NONE).get(survivor));
  }

  private static boolean mayPointHere(EntityPlan plan, Field field) {
    return isTarget(plan, field)
        || field.rowFields().stream().anyMatch(inner -> isTarget(plan, inner));
  }

  private static boolean isTarget(EntityPlan plan, Field field) {
    return field.target() instanceof ReferenceTarget.ToEntity to
        && to.entity().equals(plan.entity().key());
  }

  private @Nullable Reversal reversal(Write write, long change) {
    return jdbc.queryOne(
        Sql.of("select before, after from ")
            .add(write.schema())
            .add(".change where seq = ")
            .bind(SqlType.BIGINT, change),
        row -> {
          Reversal reversal = new Reversal();
          reversal.add(row.getString(1), row.getString(2));
          return reversal;
        });
  }
}
