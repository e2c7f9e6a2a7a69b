package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.Label;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Explains what a unique index refused. The record that is in the way is linked only where the
 * writer may read it; else the text is always the same.
 */
final class Duplicates {

  private final NaturalKeys naturalKeys;

  Duplicates(NaturalKeys naturalKeys) {
    this.naturalKeys = naturalKeys;
  }

  /** The refusal, or null where nothing is in the way any more, so that a new try may work. */
  @Nullable ConflictException explain(Write write, Collection<Draft> drafts) {
    List<Problem> problems = new ArrayList<>();
    Map<List<Field>, List<Draft>> bySet = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      for (List<Field> unique : draft.plan().uniques()) {
        if (values(draft, unique) != null) {
          bySet.computeIfAbsent(unique, ignored -> new ArrayList<>()).add(draft);
        }
      }
    }
    bySet.forEach((unique, some) -> explain(write, unique, some, problems));
    return problems.isEmpty() ? null : new ConflictException(problems);
  }

  private void explain(
      Write write, List<Field> unique, List<Draft> drafts, List<Problem> problems) {
    Map<List<Object>, UUID> first = new HashMap<>();
    for (Draft draft : drafts) {
      List<Object> values = values(draft, unique);
      if (values == null) {
        continue;
      }
      UUID earlier = first.putIfAbsent(values, draft.id());
      if (earlier != null && !earlier.equals(draft.id())) {
        problems.add(problem(write, draft, unique, null));
      }
    }
    var entity = drafts.get(0).plan().entity();
    Map<List<Object>, UUID> there = naturalKeys.find(write, entity, unique, first.keySet(), false);
    if (there.isEmpty()) {
      return;
    }
    Map<List<Object>, UUID> readable =
        naturalKeys.find(write, entity, unique, there.keySet(), true);
    for (Draft draft : drafts) {
      List<Object> values = values(draft, unique);
      UUID other = values == null ? null : there.get(values);
      if (other != null && !other.equals(draft.id())) {
        problems.add(problem(write, draft, unique, readable.get(values)));
      }
    }
  }

  private static Problem problem(
      Write write, Draft draft, List<Field> unique, @Nullable UUID link) {
    if (draft.place().startsWith(Repointing.HOLDERS)) {
      return ofHolder(write, draft.plan().entity());
    }
    Field named = unique.get(0);
    for (Field field : unique) {
      if (draft.isTouched(field.id())) {
        named = field;
      }
    }
    Problem problem = Problem.at(draft.place() + Problem.pointer(named.key()), "duplicate");
    return link == null ? problem : problem.with("link", link.toString());
  }

  /** Two records that point at merged ones would become one by their key. */
  private static Problem ofHolder(Write write, Entity holder) {
    if (write.access().entity(holder).isNone()) {
      return Problem.at("/others", "duplicate");
    }
    Label label = holder.definition().label();
    return Problem.at("/others", "merge.holdersCollide")
        .with("label", label.texts().isEmpty() ? holder.key() : label);
  }

  private static @Nullable List<Object> values(Draft draft, List<Field> unique) {
    List<Object> values = new ArrayList<>();
    for (Field field : unique) {
      Object value = draft.value(field.id());
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return values;
  }
}
