package dev.dougong.engine.packages.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentMerge;
import dev.dougong.engine.metadata.publish.PublishTarget;
import dev.dougong.engine.packages.Choices;
import dev.dougong.engine.packages.Choices.Side;
import dev.dougong.engine.packages.Choices.Spot;
import dev.dougong.engine.packages.PackagePlan.Action;
import dev.dougong.engine.packages.PackagePlan.Conflict;
import dev.dougong.engine.packages.PackagePlan.Item;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers the items of a plan and what is to be published. Not thread-safe. */
final class PlanItems {

  private final Choices choices;
  private final List<Item> items = new ArrayList<>();
  private final List<PublishTarget> targets = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  PlanItems(Choices choices) {
    this.choices = choices;
  }

  void add(Document.Name name, Action action) {
    items.add(new Item(name.kind(), name.key(), action, List.of(), List.of()));
  }

  void add(Document.Name name, Action action, PublishTarget target) {
    add(name, action);
    targets.add(target);
  }

  void publish(PublishTarget target) {
    targets.add(target);
  }

  /** Nothing that anybody could choose makes it possible. */
  void block(Document.Name name, Problem problem) {
    items.add(new Item(name.kind(), name.key(), Action.CONFLICT, List.of(problem), List.of()));
  }

  void problem(Problem problem) {
    problems.add(problem);
  }

  /** A conflict over a whole document; gives whether the package's side holds. */
  boolean takesTheirs(
      Document.Name name,
      String code,
      @Nullable String base,
      @Nullable String ours,
      @Nullable String theirs) {
    Side choice = choices.at(new Spot(name.kind(), name.key(), ""));
    Conflict conflict =
        new Conflict(Problem.of(code), read(base), read(ours), read(theirs), choice);
    items.add(new Item(name.kind(), name.key(), Action.CONFLICT, List.of(), List.of(conflict)));
    return choice == Side.THEIRS;
  }

  private static @Nullable JsonNode read(@Nullable String text) {
    return text == null ? null : DocumentJson.read(text);
  }

  /** The merge with what was chosen for the item. */
  DocumentMerge.Merged merge(
      Document.Name name, ObjectNode base, ObjectNode ours, ObjectNode theirs) {
    return DocumentMerge.merge(
        base,
        ours,
        theirs,
        place -> choices.at(new Spot(name.kind(), name.key(), place)) == Side.THEIRS);
  }

  /** An item with conflicts of a merge. */
  void conflicts(Document.Name name, List<DocumentMerge.Conflict> conflicts) {
    List<Conflict> shown = new ArrayList<>();
    for (DocumentMerge.Conflict one : conflicts) {
      shown.add(
          new Conflict(
              Problem.at(one.place(), "package.changedOnBothSides"),
              one.base(),
              one.local(),
              one.upgrade(),
              choices.at(new Spot(name.kind(), name.key(), one.place()))));
    }
    items.add(new Item(name.kind(), name.key(), Action.CONFLICT, List.of(), shown));
  }

  Comparison comparison() {
    Set<Spot> spots = new HashSet<>();
    for (Item item : items) {
      item.conflicts().forEach(one -> spots.add(new Spot(item.kind(), item.key(), one.place())));
    }
    problems.addAll(choices.unknown(spots));
    return new Comparison(items, targets, problems);
  }
}
