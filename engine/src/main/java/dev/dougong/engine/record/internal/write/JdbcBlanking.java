package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.Blanking;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Empties personal values through the last steps of the write path. */
final class JdbcBlanking implements Blanking {

  private final RecordTable table;
  private final DraftWriter writer;
  private final StoreStatements statements;
  private final Rollups rollups;
  private final Attempts attempts;

  JdbcBlanking(
      RecordTable table,
      DraftWriter writer,
      StoreStatements statements,
      Rollups rollups,
      Attempts attempts) {
    this.table = table;
    this.writer = writer;
    this.statements = statements;
    this.rollups = rollups;
    this.attempts = attempts;
  }

  @Override
  public List<UUID> blank(Access access, Entity entity, Collection<UUID> records) {
    return attempts.run(
        access,
        WriteOptions.ofDocument(ERASE),
        write -> {
          write.beBatch();
          EntityPlan plan = write.plan(entity);
          List<Pending> live =
              emptied(write, plan, table.read(plan, records, RecordTable.Lock.CHANGE));
          live.forEach(pending -> DraftWriter.stamp(write, pending.draft()));
          rollups.follow(write, writer.store(write, plan, live, ChangeOperation.UPDATED));
          // Nobody listens to the recycle bin, and nothing follows from what is in it.
          List<Pending> binned = emptied(write, plan, table.readDeleted(plan, records));
          if (!binned.isEmpty()) {
            var unused = statements.update(write, plan, binned, ChangeOperation.DERIVED);
          }
          List<UUID> done = new ArrayList<>();
          live.forEach(pending -> done.add(pending.draft().id()));
          binned.forEach(pending -> done.add(pending.draft().id()));
          return done;
        });
  }

  private static List<Pending> emptied(
      Write write, EntityPlan plan, Map<UUID, Map<Integer, Object>> rows) {
    List<Draft> drafts = new ArrayList<>();
    rows.forEach(
        (id, row) -> {
          Draft draft = write.keep(Draft.change(plan, "", id, row));
          for (Field field : plan.entity().personal()) {
            if (field.derivation() instanceof Derivation.Entered) {
              draft.set(field.id(), null);
            }
          }
          drafts.add(draft);
        });
    write.targets().prefetch(plan, drafts);
    List<Pending> changed = new ArrayList<>();
    for (Draft draft : drafts) {
      Computation.formulas(write, draft);
      Pending pending = Pending.of(draft);
      if (!pending.changed().isEmpty()) {
        changed.add(pending);
      }
    }
    return changed;
  }
}
