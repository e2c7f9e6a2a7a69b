package dev.dougong.engine.metadata.compile;

import dev.dougong.engine.expression.Dependencies;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Orders derived fields by what they depend on, reports cycles, and finds which are stored: rollups
 * and formulas over stored fields of the same record.
 */
final class DerivationPass {

  private final Drafts drafts;
  private final Expressions expressions;
  private final Map<FieldDraft, Set<FieldDraft>> needs = new LinkedHashMap<>();

  DerivationPass(Drafts drafts, Expressions expressions) {
    this.drafts = drafts;
    this.expressions = expressions;
  }

  void run() {
    for (FieldDraft field : drafts.allFields()) {
      needs.put(field, needs(field));
    }
    List<FieldDraft> order = order();
    order.forEach(this::place);
  }

  private Set<FieldDraft> needs(FieldDraft field) {
    Set<FieldDraft> result = new LinkedHashSet<>(field.rows);
    addPaths(field.formula, result);
    if (field.rollup != null) {
      add(field.rollup.via(), result);
      add(field.rollup.of(), result);
      addPaths(field.rollup.filter(), result);
    }
    if (field.lookup != null) {
      add(field.lookup.via(), result);
      add(field.lookup.field(), result);
    }
    return result;
  }

  private void addPaths(@Nullable Expression expression, Set<FieldDraft> result) {
    if (expression != null) {
      for (FieldPath path : expressions.dependencies(expression).fields()) {
        // The rows of a table are needed one by one, so that only what is read counts.
        for (int id : path.fieldIds()) {
          FieldDraft field = drafts.field(id);
          if (field != null && (field.rows.isEmpty() || path.last() == id)) {
            result.add(field);
          }
        }
      }
    }
  }

  private void add(int id, Set<FieldDraft> result) {
    FieldDraft field = drafts.field(id);
    if (field != null) {
      result.add(field);
    }
  }

  private List<FieldDraft> order() {
    Map<FieldDraft, Integer> missing = new HashMap<>();
    Map<FieldDraft, List<FieldDraft>> users = new HashMap<>();
    Deque<FieldDraft> ready = new ArrayDeque<>();
    needs.forEach(
        (field, needed) -> {
          missing.put(field, needed.size());
          needed.forEach(one -> users.computeIfAbsent(one, key -> new ArrayList<>()).add(field));
          if (needed.isEmpty()) {
            ready.add(field);
          }
        });
    List<FieldDraft> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      FieldDraft field = ready.remove();
      order.add(field);
      for (FieldDraft user : users.getOrDefault(field, List.of())) {
        if (missing.merge(user, -1, Integer::sum) == 0) {
          ready.add(user);
        }
      }
    }
    if (order.size() < needs.size()) {
      Set<FieldDraft> left = new LinkedHashSet<>(needs.keySet());
      order.forEach(left::remove);
      reportCycles(left);
    }
    return order;
  }

  /** Each field that is left leads into a cycle; every cycle is reported once. */
  private void reportCycles(Set<FieldDraft> left) {
    Set<FieldDraft> seen = new HashSet<>();
    for (FieldDraft start : left) {
      List<FieldDraft> path = new ArrayList<>();
      FieldDraft field = start;
      while (field != null && seen.add(field)) {
        path.add(field);
        field =
            needs.getOrDefault(field, Set.of()).stream()
                .filter(left::contains)
                .findFirst()
                .orElse(null);
      }
      int from = field == null ? -1 : path.indexOf(field);
      if (from >= 0 && field != null) {
        List<String> names =
            new ArrayList<>(
                path.subList(from, path.size()).stream().map(FieldDraft::path).toList());
        names.add(field.path());
        field.report(
            "", Problem.of("metadata.derivationCycle").with("cycle", String.join(" → ", names)));
      }
    }
    left.forEach(one -> one.isStored = false);
  }

  private void place(FieldDraft field) {
    Expression formula = field.formula;
    if (field.lookup != null) {
      field.isStored = false;
    } else if (formula != null) {
      Dependencies dependencies = expressions.dependencies(formula);
      boolean isOwn =
          dependencies.fields().stream().noneMatch(path -> ExpressionPass.leaves(path, drafts));
      boolean isReadable =
          needs.getOrDefault(field, Set.of()).stream().allMatch(needed -> needed.isStored);
      field.isStored = dependencies.isStable() && isOwn && isReadable;
    } else if (field.rollup != null) {
      for (FieldDraft needed : needs.getOrDefault(field, Set.of())) {
        if (!needed.isStored) {
          field.report("of", Problem.of("metadata.rollupNotStored").with("value", needed.path()));
        }
      }
    }
  }
}
