package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.RecordMerges;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Merges in PostgreSQL. All records of a merge are locked at once; the references of the others are
 * moved while they are still there, so that no rule about deleting is asked; then they go, which
 * makes their unique values free; then the survivor is written.
 */
final class JdbcMerges implements RecordMerges {

  private static final int MOST_LISTED = 200;

  private final IdSource ids;
  private final MergeChoices choices;
  private final Openings openings;
  private final RecordTable table;
  private final DraftWriter writer;
  private final Deletes deletes;
  private final Repointing repointing;
  private final MergeTables merges;
  private final Partings partings;
  private final Attempts attempts;

  /** What merges are made of. */
  record Parts(
      IdSource ids,
      MergeChoices choices,
      Openings openings,
      RecordTable table,
      DraftWriter writer,
      Deletes deletes,
      Repointing repointing,
      MergeTables merges,
      Partings partings,
      Attempts attempts) {}

  JdbcMerges(Parts parts) {
    ids = parts.ids();
    choices = parts.choices();
    openings = parts.openings();
    table = parts.table();
    writer = parts.writer();
    deletes = parts.deletes();
    repointing = parts.repointing();
    merges = parts.merges();
    partings = parts.partings();
    attempts = parts.attempts();
  }

  @Override
  public Preview preview(Access access, String entity, UUID survivor, List<UUID> others) {
    Entity of = entity(access, entity);
    List<Openings.Wanted> wanted = wanted(others.stream().map(id -> new Ref(id, null)).toList());
    check(survivor, wanted);
    return attempts.run(
        access,
        WriteOptions.API,
        write -> {
          EntityPlan plan = write.plan(of);
          MergeParty party =
              open(
                  write,
                  plan,
                  new Openings.Wanted("", "", survivor, null),
                  wanted,
                  RecordTable.Lock.NONE);
          List<Suggestion> fields = new ArrayList<>();
          MergeValues values = choices.values(write, plan, party);
          for (Field field : MergeValues.fields(plan)) {
            if (access.field(of, field) == FieldAccess.WRITE) {
              MergeValues.Merged merged = values.byItself(field);
              fields.add(new Suggestion(field.key(), merged.from(), merged.isUnited()));
            }
          }
          List<Pointing> pointing = new ArrayList<>();
          for (UUID other : party.others().keySet()) {
            for (Pointing one :
                repointing.count(write, of, other, party.ids(), MAX_REFERENCES + 1)) {
              if (!access.entity(access.metadata().entity(one.entity())).isNone()) {
                pointing.add(one);
              }
            }
          }
          return new Preview(fields, pointing);
        });
  }

  @Override
  public Merged merge(Access access, String entity, UUID survivor, long version, Wish wish) {
    Entity of = entity(access, entity);
    List<Openings.Wanted> wanted =
        wanted(wish.others().stream().map(one -> new Ref(one.id(), one.version())).toList());
    check(survivor, wanted);
    return attempts.run(
        access,
        WriteOptions.API,
        write -> {
          EntityPlan plan = write.plan(of);
          MergeParty party =
              open(
                  write,
                  plan,
                  new Openings.Wanted("", "", survivor, version),
                  wanted,
                  RecordTable.Lock.DELETE);
          Draft chosen = choices.read(write, plan, party, wish);
          limit(write, of, party);
          write.forgetDrafts();
          Write inner = write.as(new MergeAccess(access), WriteOptions.ofDocument(MERGE));
          return merge(write, inner, plan, party, chosen);
        });
  }

  /** A record by id, and the version that was read, or none. */
  private record Ref(UUID id, @Nullable Long version) {}

  private static List<Openings.Wanted> wanted(List<Ref> others) {
    List<Openings.Wanted> wanted = new ArrayList<>();
    for (Ref other : others) {
      String place = "/others/" + wanted.size();
      wanted.add(new Openings.Wanted(place, place, other.id(), other.version()));
    }
    return wanted;
  }

  private static void check(UUID survivor, List<Openings.Wanted> others) {
    if (others.isEmpty() || others.size() > MAX_OTHERS) {
      throw new InputException(
          Problem.at("/others", "merge.howMany")
              .with("max", MAX_OTHERS)
              .with("count", others.size()));
    }
    Set<UUID> seen = new HashSet<>(Set.of(survivor));
    for (Openings.Wanted other : others) {
      if (!seen.add(other.id())) {
        throw new InputException(
            Problem.at(other.place(), "merge.repeated").with("value", other.id().toString()));
      }
    }
  }

  private MergeParty open(
      Write write,
      EntityPlan plan,
      Openings.Wanted survivor,
      List<Openings.Wanted> others,
      RecordTable.Lock lock) {
    try {
      Map<UUID, Draft> all =
          new LinkedHashMap<>(openings.openForMerge(write, plan, survivor, others, lock));
      Draft stays = Objects.requireNonNull(all.remove(survivor.id()));
      return new MergeParty(stays, all);
    } catch (AccessException e) {
      refuseMerged(write, plan, survivor, others);
      throw e;
    }
  }

  /** Says where records went that are not there because somebody was faster. */
  private void refuseMerged(
      Write write, EntityPlan plan, Openings.Wanted survivor, List<Openings.Wanted> others) {
    List<Openings.Wanted> all = new ArrayList<>(others);
    all.add(survivor);
    Map<UUID, Map<Integer, Object>> gone =
        table.readDeleted(plan, all.stream().map(Openings.Wanted::id).toList());
    gone.values()
        .removeIf(
            values -> !write.covers(write.access().entity(plan.entity()).read(), plan, values));
    Map<UUID, UUID> into = merges.survivors(write.schema(), plan.entity(), gone.keySet());
    for (Openings.Wanted one : all) {
      if (into.containsKey(one.id())) {
        throw new ConflictException(Problem.at(one.place(), "merge.alreadyMerged"));
      }
    }
  }

  private void limit(Write write, Entity entity, MergeParty party) {
    long count = 0;
    for (UUID other : party.others().keySet()) {
      for (Pointing one : repointing.count(write, entity, other, party.ids(), MAX_REFERENCES + 1)) {
        count += one.count();
      }
    }
    if (count > MAX_REFERENCES) {
      throw new ConflictException(
          Problem.at("/others", "merge.tooManyReferences").with("max", MAX_REFERENCES));
    }
  }

  private Merged merge(Write asked, Write write, EntityPlan plan, MergeParty party, Draft chosen) {
    UUID survivor = party.survivor().id();
    UUID merge = ids.next();
    List<UUID> others = List.copyOf(party.others().keySet());
    Map<UUID, Long> changes = deletes.announce(write, plan, party.others());
    long moved = 0;
    // in the order of their changes, so that the way back is the reverse
    for (UUID other : others.stream().sorted(Comparator.comparing(changes::get)).toList()) {
      long cause = Objects.requireNonNull(changes.get(other));
      moved += repointing.move(write, plan.entity(), other, survivor, party.ids(), cause);
    }
    merges.add(write, plan.entity(), merge, survivor, changes);
    merges.moveAttached(write, plan.entity(), merge, survivor, others);
    // what moved has changed rollups, here too
    Map<UUID, Map<Integer, Object>> fresh = table.read(plan, party.ids(), RecordTable.Lock.DELETE);
    Map<UUID, Draft> going = new LinkedHashMap<>();
    for (UUID other : others) {
      going.put(
          other, Draft.change(plan, "/others", other, Objects.requireNonNull(fresh.get(other))));
    }
    deletes.delete(write, plan, going, changes, Set.of(survivor));
    Draft draft =
        write.keep(
            Draft.change(plan, "/values", survivor, Objects.requireNonNull(fresh.get(survivor))));
    choices.give(write, new MergeParty(draft, going), chosen);
    long version = draft.version();
    writer.write(write, plan, List.of(draft));
    checkReach(asked, plan, draft);
    if (draft.version() > version) {
      merges.noteSurvivor(write, merge, survivor, draft.version());
    }
    return new Merged(merge, draft.toRecord(), moved);
  }

  /** The person must still see the survivor, but where they hand it over. */
  private static void checkReach(Write asked, EntityPlan plan, Draft draft) {
    boolean isHandOver =
        draft.isNamed(SystemField.OWNER.id()) || draft.isNamed(SystemField.ORG_UNIT.id());
    if (!isHandOver
        && !asked.covers(asked.access().entity(plan.entity()).read(), plan, draft.after())) {
      throw new AccessException(Problem.of("record.outsideYourRights"));
    }
  }

  @Override
  public Parted undo(Access access, String entity, UUID merge) {
    Entity of = entity(access, entity);
    return attempts.run(
        access,
        WriteOptions.API,
        write -> {
          EntityPlan plan = write.plan(of);
          Partings.Opened opened = partings.open(write, plan, merge);
          write.forgetDrafts();
          Write inner = write.as(new MergeAccess(access), WriteOptions.ofDocument(UNMERGE));
          return partings.part(inner, plan, merge, opened);
        });
  }

  @Override
  public List<Merge> of(Access access, String entity, Collection<UUID> records) {
    Entity of = entity(access, entity);
    if (records.isEmpty()) {
      return List.of();
    }
    return attempts.run(
        access,
        WriteOptions.API,
        write -> {
          List<Merge> all = merges.of(write.schema(), of, records, MOST_LISTED);
          Set<UUID> named = new HashSet<>();
          for (Merge merge : all) {
            named.add(merge.survivor());
            named.addAll(merge.others());
          }
          EntityPlan plan = write.plan(of);
          Map<UUID, Map<Integer, Object>> rows = table.readAny(plan, named);
          rows.values().removeIf(values -> !write.covers(access.entity(of).read(), plan, values));
          return all.stream()
              .filter(merge -> rows.containsKey(merge.survivor()))
              .map(merge -> readable(merge, rows.keySet()))
              .filter(merge -> !merge.others().isEmpty())
              .toList();
        });
  }

  private static Merge readable(Merge merge, Set<UUID> known) {
    return new Merge(
        merge.id(),
        merge.survivor(),
        merge.others().stream().filter(known::contains).toList(),
        merge.at(),
        merge.actor(),
        merge.isUndone());
  }

  /** Refuses to restore what was merged: its values and references are elsewhere. */
  void refuseMerged(Write write, EntityPlan plan, Draft draft) {
    if (!merges.survivors(write.schema(), plan.entity(), List.of(draft.id())).isEmpty()) {
      throw new ConflictException(Problem.of("merge.restoreIsParting"));
    }
  }

  private static Entity entity(Access access, String key) {
    Entity entity = access.metadata().entity(key);
    if (access.entity(entity).isNone()) {
      throw new AccessException(Problem.of("notFound"));
    }
    return entity;
  }
}
