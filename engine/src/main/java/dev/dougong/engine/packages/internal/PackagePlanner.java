package dev.dougong.engine.packages.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentMerge;
import dev.dougong.engine.metadata.publish.PublishTarget;
import dev.dougong.engine.metadata.store.DocumentExtension;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.metadata.store.InstalledApp;
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.packages.PackagePlan.Action;
import dev.dougong.engine.packages.PackagePlan.Item;
import dev.dougong.engine.packages.Packages;
import dev.dougong.engine.packages.VersionRange;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares a package with what is stored: what each document becomes, by a merge of what was
 * installed, what this workspace made of it, and what the package brings.
 */
final class PackagePlanner {

  private final DocumentStore store;
  private final PackageContent content;
  private final Map<Document.Name, StoredDocument> stored = new LinkedHashMap<>();
  private final List<DocumentExtension> extensions = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private final List<PublishTarget> targets = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** What a comparison gives. */
  record Comparison(List<Item> items, List<PublishTarget> targets, List<Problem> problems) {}

  private PackagePlanner(DocumentStore store, PackageContent content) {
    this.store = store;
    this.content = content;
  }

  static Comparison compare(DocumentStore store, PackageContent content) {
    PackagePlanner planner = new PackagePlanner(store, content);
    planner.run();
    return new Comparison(planner.items, planner.targets, planner.problems);
  }

  private void run() {
    store.documents().forEach(document -> stored.put(document.name(), document));
    for (DocumentExtension extension : store.extensions()) {
      if (!extension.app().equals(content.key())) {
        extensions.add(extension);
      }
    }
    content
        .extensions()
        .forEach(
            one ->
                extensions.add(
                    new DocumentExtension(one.kind(), one.key(), content.key(), one.content())));
    checkRequirements();
    content.documents().forEach(this::compare);
    removeOld();
    extend();
    content.data().keySet().forEach(key -> addFile("data", key));
    content.people().keySet().forEach(key -> addFile("people", key));
  }

  private void addFile(String kind, String key) {
    boolean isFirst = store.findApp(content.key()) == null;
    items.add(new Item(kind, key, isFirst ? Action.CREATE : Action.SAME, List.of()));
  }

  private void compare(Document document) {
    String text = Objects.requireNonNull(content.texts().get(document.name()));
    StoredDocument old = stored.get(document.name());
    String effective = DocumentJson.write(extended(document.name(), document.content()));
    if (old == null || old.content() == null) {
      if (old != null && !old.owner().equals(content.key())) {
        conflict(document.name(), ownedByOther(old));
        return;
      }
      add(document.name(), Action.CREATE, effective, text, null);
      return;
    }
    if (!old.owner().equals(content.key())) {
      conflict(document.name(), ownedByOther(old));
      return;
    }
    if (old.local() == null) {
      boolean isSame = text.equals(old.base()) && effective.equals(old.content());
      add(document.name(), isSame ? Action.SAME : Action.UPDATE, effective, text, null);
      return;
    }
    mergeLocal(document, old, effective, text);
  }

  private void mergeLocal(Document document, StoredDocument old, String effective, String text) {
    String base = Objects.requireNonNull(old.base());
    if (base.equals(text)) {
      add(document.name(), Action.SAME, old.content(), text, old.local());
      return;
    }
    DocumentMerge.Merged merged =
        DocumentMerge.merge(
            extended(document.name(), DocumentJson.read(base)),
            DocumentJson.read(Objects.requireNonNull(old.local())),
            DocumentJson.read(effective));
    if (merged.conflicts().isEmpty()) {
      String result = DocumentJson.write(merged.document());
      add(document.name(), Action.UPDATE, result, text, result.equals(effective) ? null : result);
      return;
    }
    List<Problem> conflicts = new ArrayList<>();
    for (String place : merged.conflicts()) {
      conflicts.add(Problem.at(place, "package.changedOnBothSides"));
    }
    items.add(new Item(document.kind(), document.key(), Action.CONFLICT, conflicts));
  }

  private void add(
      Document.Name name,
      Action action,
      @Nullable String effective,
      @Nullable String base,
      @Nullable String local) {
    items.add(new Item(name.kind(), name.key(), action, List.of()));
    if (action != Action.SAME) {
      targets.add(new PublishTarget(name, effective, content.key(), base, local));
    }
  }

  private void conflict(Document.Name name, Problem problem) {
    items.add(new Item(name.kind(), name.key(), Action.CONFLICT, List.of(problem)));
  }

  private static Problem ownedByOther(StoredDocument old) {
    return Problem.of("package.ownedByOther")
        .with("kind", old.kind())
        .with("value", old.key())
        .with("owner", old.owner());
  }

  /** Documents that were in the installed package and are not in this one. */
  private void removeOld() {
    for (StoredDocument old : stored.values()) {
      boolean isOurs = old.owner().equals(content.key());
      if (isOurs && !content.texts().containsKey(old.name())) {
        add(old.name(), Action.DELETE, null, null, null);
      }
    }
  }

  /** Documents of others that this package adds to, or added to before. */
  private void extend() {
    Set<Document.Name> touched = new LinkedHashSet<>();
    for (DocumentExtension old : store.extensions()) {
      if (old.app().equals(content.key())) {
        touched.add(new Document.Name(old.kind(), old.key()));
      }
    }
    content
        .extensions()
        .forEach(extension -> touched.add(new Document.Name(extension.kind(), extension.key())));
    touched.forEach(this::extend);
  }

  private void extend(Document.Name name) {
    StoredDocument target = stored.get(name);
    String key = name.toString();
    if (target == null || target.content() == null) {
      Problem missing =
          Problem.of("package.nothingToExtend").with("kind", name.kind()).with("value", name.key());
      items.add(new Item("extension", key, Action.CONFLICT, List.of(missing)));
      return;
    }
    if (!content.app().path("requires").has(target.owner())) {
      Problem problem = Problem.of("package.ownerNotRequired").with("value", target.owner());
      items.add(new Item("extension", key, Action.CONFLICT, List.of(problem)));
      return;
    }
    String base = Objects.requireNonNull(target.base());
    String effective = DocumentJson.write(extended(name, DocumentJson.read(base)));
    String local = target.local();
    if (local != null) {
      DocumentMerge.Merged merged =
          DocumentMerge.merge(
              DocumentJson.read(base), DocumentJson.read(local), DocumentJson.read(effective));
      effective = DocumentJson.write(merged.document());
      local = effective;
    }
    boolean isSame = effective.equals(target.content());
    items.add(new Item("extension", key, isSame ? Action.SAME : Action.UPDATE, List.of()));
    if (!isSame) {
      targets.add(new PublishTarget(name, effective, target.owner(), target.base(), local));
    }
  }

  /** Documents of others as they are without what an app adds to them. */
  static List<PublishTarget> without(DocumentStore store, String app) {
    List<PublishTarget> targets = new ArrayList<>();
    for (DocumentExtension gone : store.extensions()) {
      StoredDocument target = store.find(new Document.Name(gone.kind(), gone.key()));
      String base = target == null ? null : target.base();
      if (!gone.app().equals(app) || target == null || base == null) {
        continue;
      }
      ObjectNode before = DocumentJson.read(base);
      ObjectNode after = DocumentJson.read(base);
      for (DocumentExtension other : store.extensions()) {
        if (other.kind().equals(gone.kind()) && other.key().equals(gone.key())) {
          ObjectNode extension = DocumentJson.read(other.content());
          before = DocumentMerge.extend(before, extension);
          after = other.app().equals(app) ? after : DocumentMerge.extend(after, extension);
        }
      }
      String local = target.local();
      if (local != null) {
        after = DocumentMerge.merge(before, DocumentJson.read(local), after).document();
        local = DocumentJson.write(after);
      }
      targets.add(
          new PublishTarget(target.name(), DocumentJson.write(after), target.owner(), base, local));
    }
    return targets;
  }

  private ObjectNode extended(Document.Name name, ObjectNode document) {
    ObjectNode result = document;
    for (DocumentExtension extension : extensions) {
      if (extension.kind().equals(name.kind()) && extension.key().equals(name.key())) {
        result = DocumentMerge.extend(result, DocumentJson.read(extension.content()));
      }
    }
    return result;
  }

  private void checkRequirements() {
    String engine = content.app().path("engine").asText(">=0");
    VersionRange range = VersionRange.parse(engine);
    if (range == null) {
      problems.add(Problem.at("/engine", "package.badRange").with("value", engine));
    } else if (!range.contains(Packages.ENGINE_VERSION)) {
      problems.add(
          Problem.at("/engine", "package.otherEngine")
              .with("value", engine)
              .with("engine", Packages.ENGINE_VERSION));
    }
    content
        .app()
        .path("requires")
        .properties()
        .forEach(entry -> checkRequired(entry.getKey(), entry.getValue().asText()));
  }

  private void checkRequired(String key, String wanted) {
    String place = "/requires" + Problem.pointer(key);
    VersionRange range = VersionRange.parse(wanted);
    InstalledApp app = store.findApp(key);
    if (range == null) {
      problems.add(Problem.at(place, "package.badRange").with("value", wanted));
    } else if (reaches(key, content.key(), new TreeSet<>())) {
      problems.add(
          Problem.at(place, "package.requiresCycle").with("value", key).with("app", content.key()));
    } else if (app == null) {
      problems.add(
          Problem.at(place, "package.appMissing").with("value", key).with("version", wanted));
    } else if (!range.contains(app.version())) {
      problems.add(
          Problem.at(place, "package.appVersion")
              .with("value", key)
              .with("version", wanted)
              .with("installed", app.version()));
    }
  }

  /** Whether an installed app leads, through what it requires, to another. */
  private boolean reaches(String from, String to, Set<String> seen) {
    if (from.equals(to)) {
      return true;
    }
    StoredDocument app = stored.get(new Document.Name("app", from));
    if (app == null || app.content() == null || !seen.add(from)) {
      return false;
    }
    ObjectNode document = DocumentJson.read(Objects.requireNonNull(app.content()));
    List<String> next = new ArrayList<>();
    document.path("requires").fieldNames().forEachRemaining(next::add);
    return next.stream().anyMatch(key -> reaches(key, to, seen));
  }
}
