package dev.dougong.engine.packages.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentMerge;
import dev.dougong.engine.metadata.publish.PublishTarget;
import dev.dougong.engine.metadata.store.DocumentExtension;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.packages.Choices;
import dev.dougong.engine.packages.PackagePlan.Action;
import dev.dougong.engine.problem.Problem;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares a package with what is stored: what each document becomes, by a merge of what was
 * installed, what this workspace and other apps made of it, and what the package brings.
 */
final class PackagePlanner {

  private final PackageContent content;
  private final @Nullable PackageContent installed;
  private final Map<Document.Name, StoredDocument> stored = new LinkedHashMap<>();
  private final Extensions before;
  private final Extensions after;
  private final PlanItems items;

  private PackagePlanner(
      DocumentStore store,
      PackageContent content,
      @Nullable PackageContent installed,
      Choices choices) {
    this.content = content;
    this.installed = installed;
    this.before = Extensions.of(store);
    this.after =
        before.with(
            content.key(),
            content.extensions().stream()
                .map(
                    one ->
                        new DocumentExtension(one.kind(), one.key(), content.key(), one.content()))
                .toList());
    this.items = new PlanItems(choices);
    store.documents().forEach(document -> stored.put(document.name(), document));
  }

  /**
   * What the package does.
   *
   * @param installed the package that is there, or null
   */
  static Comparison compare(
      DocumentStore store,
      PackageContent content,
      @Nullable PackageContent installed,
      Choices choices) {
    PackagePlanner planner = new PackagePlanner(store, content, installed, choices);
    Requirements.check(store, content.app()).forEach(planner.items::problem);
    planner.run();
    return planner.items.comparison();
  }

  private void run() {
    content.documents().forEach(this::compare);
    removeOld();
    Set<Document.Name> touched = new LinkedHashSet<>(before.names(content.key()));
    touched.addAll(after.names(content.key()));
    touched.forEach(this::extend);
    content.data().keySet().forEach(key -> addFile("data", key));
    content.people().keySet().forEach(key -> addFile("people", key));
  }

  private void addFile(String kind, String key) {
    items.add(new Document.Name(kind, key), installed == null ? Action.CREATE : Action.SAME);
  }

  private void compare(Document document) {
    Document.Name name = document.name();
    String text = Objects.requireNonNull(content.texts().get(name));
    StoredDocument old = stored.get(name);
    if (old != null && !old.owner().equals(content.key())) {
      items.block(
          name,
          Problem.of("package.ownedByOther")
              .with("kind", old.kind())
              .with("value", old.key())
              .with("owner", old.owner()));
      return;
    }
    ObjectNode plain = after.added(name, document.content());
    if (old == null || old.content() == null) {
      create(name, text, DocumentJson.write(plain));
      return;
    }
    String base = Objects.requireNonNull(old.base());
    Next next =
        new Next(
            name, old, DocumentJson.read(base), document.content(), plain, text, content.key());
    if (text.equals(base)) {
      items.add(name, old.local() == null ? Action.SAME : Action.KEEP);
    } else {
      merge(next);
    }
  }

  /** A document that is not here: new, or removed here. */
  private void create(Document.Name name, String text, String plain) {
    String former = installed == null ? null : installed.texts().get(name);
    PublishTarget target = new PublishTarget(name, plain, content.key(), text, null);
    if (former == null) {
      items.add(name, Action.CREATE, target);
    } else if (former.equals(text)) {
      items.add(name, Action.KEEP);
    } else if (items.takesTheirs(name, "package.removedHere", former, null, text)) {
      items.publish(target);
    }
  }

  /**
   * A document on its way from one version to the next.
   *
   * @param name of the item of the plan
   * @param from what the app had of it
   * @param to what the app has of it now
   * @param plain what it would be had nobody changed it here
   * @param base what its owner's package has
   */
  private record Next(
      Document.Name name,
      StoredDocument old,
      ObjectNode from,
      ObjectNode to,
      ObjectNode plain,
      String base,
      String owner) {}

  private void merge(Next next) {
    StoredDocument old = next.old();
    ObjectNode ours = DocumentJson.read(Objects.requireNonNull(old.content()));
    DocumentMerge.Merged merged = items.merge(next.name(), next.from(), ours, next.to());
    boolean isPlain = old.local() == null && merged.conflicts().isEmpty();
    ObjectNode result = isPlain ? next.plain() : merged.document();
    String text = DocumentJson.write(result);
    String local = result.equals(next.plain()) ? null : text;
    if (!merged.conflicts().isEmpty()) {
      items.conflicts(next.name(), merged.conflicts());
    } else if (result.equals(ours) && next.base().equals(old.base())) {
      items.add(next.name(), local == null ? Action.SAME : Action.KEEP);
      return;
    } else {
      items.add(next.name(), result.equals(ours) && local != null ? Action.KEEP : Action.UPDATE);
    }
    items.publish(new PublishTarget(old.name(), text, next.owner(), next.base(), local));
  }

  /** Documents that were in the installed package and are not in this one. */
  private void removeOld() {
    for (StoredDocument old : stored.values()) {
      boolean isOurs = old.owner().equals(content.key());
      if (isOurs && !content.texts().containsKey(old.name())) {
        remove(old);
      }
    }
  }

  private void remove(StoredDocument old) {
    Document.Name name = old.name();
    PublishTarget target = new PublishTarget(name, null, content.key(), null, null);
    boolean isChanged =
        old.local() != null || old.draft() != null || before.isExtended(name, content.key());
    boolean wasKept = installed != null && !installed.texts().containsKey(name);
    if (!isChanged && !wasKept) {
      items.add(name, Action.DELETE, target);
    } else if (wasKept) {
      items.add(name, Action.KEEP);
    } else if (items.takesTheirs(
        name, "package.removedUpstream", old.base(), old.content(), null)) {
      items.publish(target);
    }
  }

  /** A document of another owner that this package adds to, or added to before. */
  private void extend(Document.Name name) {
    StoredDocument target = stored.get(name);
    Document.Name item = new Document.Name("extension", name.toString());
    boolean isWanted = after.names(content.key()).contains(name);
    String base = target == null || target.content() == null ? null : target.base();
    if (target == null || base == null) {
      if (isWanted) {
        items.block(item, notToExtend(name, target));
      }
    } else if (isWanted && !content.app().path("requires").has(target.owner())) {
      items.block(item, notToExtend(name, target));
    } else {
      ObjectNode own = DocumentJson.read(base);
      merge(
          new Next(
              item,
              target,
              before.added(name, own, content.key()::equals),
              after.added(name, own, content.key()::equals),
              after.added(name, own),
              base,
              target.owner()));
    }
  }

  private static Problem notToExtend(Document.Name name, @Nullable StoredDocument target) {
    return target == null || target.content() == null
        ? Problem.of("package.nothingToExtend").with("kind", name.kind()).with("value", name.key())
        : Problem.of("package.ownerNotRequired").with("value", target.owner());
  }
}
