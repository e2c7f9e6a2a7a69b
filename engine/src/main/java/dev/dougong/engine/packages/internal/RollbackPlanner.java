package dev.dougong.engine.packages.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentMerge;
import dev.dougong.engine.metadata.publish.PublishTarget;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.packages.Choices;
import dev.dougong.engine.packages.PackagePlan.Action;
import dev.dougong.engine.packages.internal.RestoreState.Change;
import dev.dougong.engine.packages.internal.RestoreState.Layers;
import dev.dougong.engine.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What going back to the state before an upgrade does: a merge of what the upgrade made of each
 * document, what was made of it here since, and what it was.
 */
final class RollbackPlanner {

  private final String app;
  private final Map<Document.Name, StoredDocument> stored = new LinkedHashMap<>();
  private final PlanItems items;

  private RollbackPlanner(DocumentStore store, String app, Choices choices) {
    this.app = app;
    this.items = new PlanItems(choices);
    store.documents().forEach(document -> stored.put(document.name(), document));
  }

  static Comparison compare(DocumentStore store, String app, RestoreState state, Choices choices) {
    RollbackPlanner planner = new RollbackPlanner(store, app, choices);
    for (Change change : state.changes()) {
      Layers before = change.before();
      if (before != null && change.name().equals(new Document.Name("app", app))) {
        Requirements.check(store, DocumentJson.read(before.content()))
            .forEach(planner.items::problem);
      }
      planner.compare(change);
    }
    return planner.items.comparison();
  }

  private void compare(Change change) {
    StoredDocument now = stored.get(change.name());
    boolean isThere = now != null && now.content() != null;
    Layers before = change.before();
    if (before == null) {
      if (now != null && isThere) {
        remove(change, now);
      }
    } else if (now == null) {
      bringBack(change, before);
    } else if (change.after() == null || !isThere) {
      items.block(
          change.name(),
          Problem.of("package.ownedByOther")
              .with("kind", now.kind())
              .with("value", now.key())
              .with("owner", now.owner()));
    } else {
      merge(change, now, before, Objects.requireNonNull(change.after()));
    }
  }

  /** The upgrade brought it. */
  private void remove(Change change, StoredDocument now) {
    PublishTarget target = new PublishTarget(change.name(), null, app, null, null);
    String after = change.after();
    if (now.draft() == null && Objects.equals(now.content(), after)) {
      items.add(change.name(), Action.DELETE, target);
    } else if (items.takesTheirs(
        change.name(), "package.removedUpstream", after, now.content(), null)) {
      items.publish(target);
    }
  }

  /** The upgrade took it away, or somebody here did since. */
  private void bringBack(Change change, Layers before) {
    PublishTarget target = target(change.name(), before);
    String after = change.after();
    if (after == null) {
      items.add(change.name(), Action.CREATE, target);
    } else if (items.takesTheirs(
        change.name(), "package.removedHere", after, null, before.content())) {
      items.publish(target);
    }
  }

  private void merge(Change change, StoredDocument now, Layers before, String after) {
    if (after.equals(now.content())) {
      items.add(change.name(), Action.UPDATE, target(change.name(), before));
      return;
    }
    ObjectNode theirs = DocumentJson.read(before.content());
    DocumentMerge.Merged merged =
        items.merge(
            change.name(),
            DocumentJson.read(after),
            DocumentJson.read(Objects.requireNonNull(now.content())),
            theirs);
    if (merged.conflicts().isEmpty()) {
      items.add(change.name(), Action.UPDATE);
    } else {
      items.conflicts(change.name(), merged.conflicts());
    }
    items.publish(
        merged.document().equals(theirs)
            ? target(change.name(), before)
            : changed(change.name(), before, DocumentJson.write(merged.document())));
  }

  private static PublishTarget target(Document.Name name, Layers layers) {
    return new PublishTarget(name, layers.content(), layers.owner(), layers.base(), layers.local());
  }

  private static PublishTarget changed(Document.Name name, Layers layers, String content) {
    @Nullable String local = layers.base() == null ? null : content;
    return new PublishTarget(name, content, layers.owner(), layers.base(), local);
  }
}
