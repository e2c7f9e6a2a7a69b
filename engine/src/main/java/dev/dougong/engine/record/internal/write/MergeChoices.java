package dev.dougong.engine.record.internal.write;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.ReaderScope;
import dev.dougong.engine.record.RecordMerges.Choice;
import dev.dougong.engine.record.RecordMerges.Wish;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which values a merged record gets: those that a person chose, and those that follow by rule. */
final class MergeChoices {

  private final FieldTypes types;
  private final InputReader input;
  private final References references;

  MergeChoices(FieldTypes types, InputReader input, References references) {
    this.types = types;
    this.input = input;
    this.references = references;
  }

  /** The values that the records have by themselves. */
  MergeValues values(Write write, EntityPlan plan, MergeParty party) {
    return new MergeValues(types, write.metadata().zone(), plan, party.all());
  }

  /** Reads what the person chose, under the rights and the forms that bind the person. */
  Draft read(Write write, EntityPlan plan, MergeParty party, Wish wish) {
    Draft draft = Draft.change(plan, "/values", party.survivor().id(), party.survivor().after());
    MergeValues values = values(write, plan, party);
    ObjectNode entered = JsonNodeFactory.instance.objectNode();
    wish.choices()
        .forEach(
            (key, choice) -> {
              if (choice instanceof Choice.Value value) {
                entered.set(key, value.json());
              } else if (choice instanceof Choice.From from) {
                take(write, plan, party, draft, key, from.id(), values);
              }
            });
    input.read(write, draft, entered);
    write.stopIfWrong();
    references.resolve(write, List.of(draft));
    write.stopIfWrong();
    FormHold hold = write.formHold(plan);
    if (hold != null) {
      write.targets().prefetch(plan, hold.hops(), List.of(draft));
      FormCheck.check(write, draft, hold);
      write.stopIfWrong();
    }
    return draft;
  }

  private static void take(
      Write write,
      EntityPlan plan,
      MergeParty party,
      Draft draft,
      String key,
      UUID from,
      MergeValues values) {
    Entity entity = plan.entity();
    String place = "/values" + Problem.pointer(key);
    Field field = entity.field(key);
    FieldAccess right =
        field == null ? FieldAccess.HIDDEN : write.access().entity(entity).field(field);
    Draft source = from.equals(party.survivor().id()) ? party.survivor() : party.others().get(from);
    if (field == null || right == FieldAccess.HIDDEN) {
      write.add(
          Problem.at(place, "record.unknownField")
              .with("field", key)
              .near(NearNames.near(key, new ReaderScope(write.access(), entity).keys())));
    } else if (right != FieldAccess.WRITE || !field.isWritable()) {
      write.add(Problem.at(place, "record.readOnlyField").with("label", Write.label(field)));
    } else if (source == null) {
      write.add(Problem.at(place, "merge.notOneOfThem").with("value", from.toString()));
    } else {
      draft.name(field, values.own(field, source));
    }
  }

  /** Gives the survivor what was chosen, and all else by rule; none of it is checked here. */
  void give(Write write, MergeParty party, Draft chosen) {
    Draft draft = party.survivor();
    MergeValues values = values(write, draft.plan(), party);
    Map<Field, MergeValues.Merged> given = new LinkedHashMap<>();
    for (Field field : MergeValues.fields(draft.plan())) {
      if (!chosen.isNamed(field.id())) {
        given.put(field, values.byItself(field));
      }
    }
    given.forEach((field, merged) -> draft.touch(field, merged.value()));
    for (Field field : MergeValues.fields(draft.plan())) {
      if (chosen.isNamed(field.id())) {
        draft.name(field, chosen.value(field.id()));
      }
    }
  }
}
