package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Takes drafts of one entity, whose input is read, through all steps up to the table. */
final class DraftWriter {

  /** Rows of one statement. */
  private static final int CHUNK = 1_000;

  private final References references;
  private final UnitReferences unitReferences;
  private final FileUses files;
  private final Numbers numbers;
  private final StoreStatements statements;
  private final Rollups rollups;

  DraftWriter(
      References references,
      UnitReferences unitReferences,
      FileUses files,
      Numbers numbers,
      StoreStatements statements,
      Rollups rollups) {
    this.references = references;
    this.unitReferences = unitReferences;
    this.files = files;
    this.numbers = numbers;
    this.statements = statements;
    this.rollups = rollups;
  }

  /** Completes, checks and stores; drafts that change nothing are left alone. */
  void write(Write write, EntityPlan plan, List<Draft> drafts) {
    complete(write, plan, drafts);
    List<Pending> made = new ArrayList<>();
    List<Pending> changed = new ArrayList<>();
    for (Draft draft : drafts) {
      Pending pending = Pending.of(draft);
      if (draft.isNew()) {
        stamp(write, draft);
        made.add(pending);
      } else if (!pending.changed().isEmpty()) {
        if (write.isSingle() && !plan.mayBeWrittenUnlocked(pending.changed())) {
          throw new RaceException();
        }
        stamp(write, draft);
        changed.add(pending);
      }
    }
    List<Moved> moved = new ArrayList<>();
    if (!made.isEmpty()) {
      write.claims().more(made.size());
      moved.addAll(store(write, plan, made, ChangeOperation.CREATED));
    }
    if (!changed.isEmpty()) {
      moved.addAll(store(write, plan, changed, ChangeOperation.UPDATED));
    }
    rollups.follow(write, moved);
    AfterRules.check(write, plan, drafts);
  }

  /** Stores what is checked; tells what of it feeds rollups elsewhere. */
  List<Moved> store(Write write, EntityPlan plan, List<Pending> all, ChangeOperation operation) {
    List<Moved> moved = new ArrayList<>();
    for (int from = 0; from < all.size(); from += CHUNK) {
      moved.addAll(
          storeSome(write, plan, all.subList(from, Math.min(all.size(), from + CHUNK)), operation));
    }
    return moved;
  }

  private List<Moved> storeSome(
      Write write, EntityPlan plan, List<Pending> all, ChangeOperation operation) {
    Map<UUID, Long> changes =
        operation == ChangeOperation.CREATED
            ? statements.insert(write, plan, all)
            : statements.update(write, plan, all, operation);
    if (write.isSingle() && changes.isEmpty()) {
      throw new RaceException();
    }
    if (changes.size() != all.size()) {
      throw new IllegalStateException(all.size() + " records, " + changes.size() + " changes");
    }
    write.tell(plan, operation, changes, drafts(all));
    List<Moved> moved = new ArrayList<>();
    if (!plan.feeds().isEmpty()) {
      for (Pending pending : all) {
        Draft draft = pending.draft();
        long change = Objects.requireNonNull(changes.get(draft.id()));
        moved.add(new Moved(plan, draft.id(), draft.before(), draft.after(), change));
      }
    }
    return moved;
  }

  private static List<Draft> drafts(List<Pending> all) {
    return all.stream().map(Pending::draft).toList();
  }

  private void complete(Write write, EntityPlan plan, List<Draft> drafts) {
    List<Draft> made = new ArrayList<>();
    for (Draft draft : drafts) {
      if (draft.isNew()) {
        made.add(draft);
      }
    }
    write.targets().prefetch(plan, drafts);
    for (Draft draft : made) {
      born(write, draft);
      Computation.defaults(write, draft);
    }
    unitReferences.give(write, plan, made);
    references.resolve(write, drafts);
    files.take(write, plan, drafts);
    if (write.problemCount() > 0) {
      for (Draft draft : drafts) {
        DraftCheck.checkPlainlyMissing(write, draft);
      }
      write.stopIfWrong();
    }
    write.targets().prefetch(plan, drafts);
    takeOver(write, plan, drafts);
    FormHold hold = write.formHold(plan);
    if (hold != null) {
      follow(write, plan, hold, drafts);
    }
    for (Draft draft : drafts) {
      StageMeasure.take(write, draft);
      Computation.formulas(write, draft);
      DraftCheck.check(write, draft);
      StageCheck.check(write, draft);
      if (hold != null) {
        FormCheck.check(write, draft, hold);
      }
    }
    write.stopIfWrong();
    for (Draft draft : drafts) {
      checkRights(write, plan, draft);
    }
    if (!plan.numbered().isEmpty() && !made.isEmpty()) {
      numbers.give(write, plan, made);
      for (Draft draft : made) {
        Computation.formulas(write, draft);
      }
    }
  }

  /** Gives what is taken over from other records; what it points at must be there too. */
  private void takeOver(Write write, EntityPlan plan, List<Draft> drafts) {
    Set<String> pointing = new HashSet<>();
    for (Draft draft : drafts) {
      TakeOver.into(write, draft, pointing);
    }
    if (!pointing.isEmpty()) {
      references.resolve(write, drafts, pointing);
      write.targets().prefetch(plan, drafts);
    }
  }

  /** Lets the rules of a named form give their values; what these point at must be there too. */
  private void follow(Write write, EntityPlan plan, FormHold hold, List<Draft> drafts) {
    write.targets().prefetch(plan, hold.hops(), drafts);
    boolean isMoved = false;
    if (hold.named() != null) {
      for (Draft draft : drafts) {
        isMoved |= FormValues.give(write, draft, hold.named());
      }
    }
    if (isMoved) {
      references.resolve(write, drafts);
      write.stopIfWrong();
      write.targets().prefetch(plan, drafts);
    }
  }

  /**
   * A new record must be readable by its writer. A changed one must stay so, unless the change
   * hands it over: it names the owner or the unit.
   */
  private static void checkRights(Write write, EntityPlan plan, Draft draft) {
    boolean isHandOver =
        !draft.isNew()
            && (draft.isNamed(SystemField.OWNER.id()) || draft.isNamed(SystemField.ORG_UNIT.id()));
    EntityAccess access = write.access().entity(plan.entity());
    if (!isHandOver && !write.covers(access.read(), plan, draft.after())) {
      throw new AccessException(Problem.at(draft.place(), "record.outsideYourRights"));
    }
  }

  /** Sets what every write of a record sets. */
  static void stamp(Write write, Draft draft) {
    if (draft.isNew()) {
      draft.set(SystemField.ID.id(), draft.id());
      draft.set(SystemField.VERSION.id(), 1L);
    } else {
      draft.set(SystemField.VERSION.id(), draft.version() + 1);
    }
    draft.set(SystemField.UPDATED_AT.id(), write.now());
    draft.set(SystemField.UPDATED_BY.id(), write.actor());
  }

  /** When and by whom it was made is known before defaults and formulas read it. */
  private static void born(Write write, Draft draft) {
    if (!draft.isNamed(SystemField.CREATED_AT.id())) {
      draft.set(SystemField.CREATED_AT.id(), write.now());
    }
    draft.set(SystemField.CREATED_BY.id(), write.actor());
  }
}
