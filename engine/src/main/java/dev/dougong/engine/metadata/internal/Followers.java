package dev.dougong.engine.metadata.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.check.CandidateCheck;
import dev.dougong.engine.metadata.check.RenamedFields;
import dev.dougong.engine.metadata.compile.Compilation;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentSet;
import dev.dougong.engine.metadata.document.FormerKeys;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.metadata.publish.PublishTarget;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.metadata.store.StoredDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Documents that follow what a publishing renames, and what it takes away where that is wished:
 * they become targets of the same publishing. Drafts that wait follow too and go on waiting.
 */
final class Followers {

  private final DocumentStore store;
  private final CandidateCheck check;
  private final Metadata before;
  private final IdAssignment ids;
  private final boolean takesOut;
  private final Set<Document.Name> wanted = new HashSet<>();
  private final Set<Document.Name> taken;
  private final Set<Document.Name> followed = new HashSet<>();

  /**
   * For one publishing of the wanted targets.
   *
   * @param options whether fields that are gone are taken out of what goes on without them
   */
  Followers(
      DocumentStore store,
      CandidateCheck check,
      Metadata before,
      IdAssignment ids,
      List<PublishTarget> wanted,
      PublishOptions options) {
    this.store = store;
    this.check = check;
    this.before = before;
    this.ids = ids;
    this.takesOut = options.takesOut();
    this.taken = drafts(wanted, options);
    wanted.forEach(target -> this.wanted.add(target.name()));
  }

  /** Names of the drafts that the publishing takes; a package takes none. */
  static Set<Document.Name> drafts(List<PublishTarget> targets, PublishOptions options) {
    Set<Document.Name> names = new HashSet<>();
    if (options.app() == null) {
      targets.forEach(target -> names.add(target.name()));
    }
    return names;
  }

  /** The targets, and with them all documents that follow; the same list where none does. */
  List<PublishTarget> follow(
      DocumentSet documents, Compilation compilation, List<PublishTarget> targets) {
    Map<Document.Name, StoredDocument> stored = new LinkedHashMap<>();
    store.documents().forEach(one -> stored.put(one.name(), one));
    Map<Document.Name, ObjectNode> rewritten =
        rewritten(documents.list(), documents, compilation, older(stored.keySet()));
    if (rewritten.isEmpty()) {
      return targets;
    }
    followed.addAll(rewritten.keySet());
    Map<Document.Name, PublishTarget> byName = new LinkedHashMap<>();
    targets.forEach(target -> byName.put(target.name(), target));
    rewritten.forEach(
        (name, content) ->
            byName.put(name, follower(byName.get(name), stored.get(name), name, content)));
    return List.copyOf(byName.values());
  }

  /** Drafts that wait beside the publishing and follow it, by their new content. */
  Map<Document.Name, ObjectNode> drafts(DocumentSet documents, Compilation compilation) {
    boolean isNeeded =
        formerKeys(compilation).hasNew() || takesOut && !gone(compilation.metadata()).isEmpty();
    if (!isNeeded) {
      return Map.of();
    }
    List<Document> drafts = new ArrayList<>();
    Set<Document.Name> names = new HashSet<>();
    for (StoredDocument stored : store.documents()) {
      if (stored.draft() != null && !taken.contains(stored.name())) {
        ObjectNode content = DocumentJson.read(Objects.requireNonNull(stored.draft()));
        drafts.add(new Document(stored.kind(), stored.key(), content));
        names.add(stored.name());
      }
    }
    return drafts.isEmpty() ? Map.of() : rewritten(drafts, documents, compilation, names);
  }

  /** What was rewritten once has keys of today. */
  private Set<Document.Name> older(Collection<Document.Name> stored) {
    Set<Document.Name> older = new HashSet<>(stored);
    older.removeAll(wanted);
    older.removeAll(followed);
    return older;
  }

  private Map<Document.Name, ObjectNode> rewritten(
      List<Document> walked,
      DocumentSet documents,
      Compilation compilation,
      Set<Document.Name> older) {
    Map<Document.Name, ObjectNode> result = new LinkedHashMap<>();
    FormerKeys formerKeys = formerKeys(compilation);
    boolean isNeeded = formerKeys.hasNew() || !compilation.problems().isEmpty();
    if (!formerKeys.isEmpty() && isNeeded) {
      result.putAll(
          check
              .renamedFields()
              .follow(walked, documents, compilation.metadata(), formerKeys, older));
    }
    Set<Integer> gone = takesOut ? gone(compilation.metadata()) : Set.of();
    if (!gone.isEmpty()) {
      List<Document> left = walked.stream().filter(one -> !result.containsKey(one.name())).toList();
      result.putAll(check.removedFields().follow(left, documents, before, gone));
    }
    return result;
  }

  private FormerKeys formerKeys(Compilation compilation) {
    return RenamedFields.formerKeys(
        before, compilation.metadata(), id -> ids.replaced().getOrDefault(id, id));
  }

  /** Fields that were published and are not any more, nor is another in their place. */
  private Set<Integer> gone(Metadata after) {
    Set<Integer> gone = new HashSet<>();
    before.entities().forEach(entity -> collect(entity.fields(), gone));
    Set<Integer> kept = new HashSet<>(ids.replaced().values());
    after.entities().forEach(entity -> collect(entity.fields(), kept));
    gone.removeAll(kept);
    return gone;
  }

  private static void collect(List<Field> fields, Set<Integer> found) {
    for (Field field : fields) {
      found.add(field.id());
      collect(field.rowFields(), found);
    }
  }

  /** What an owner's package has stays as it was; what follows is local. */
  private static PublishTarget follower(
      @Nullable PublishTarget target,
      @Nullable StoredDocument stored,
      Document.Name name,
      ObjectNode content) {
    String text = DocumentJson.write(content);
    String base = target != null ? target.base() : stored == null ? null : stored.base();
    String owner =
        target != null ? target.owner() : stored == null ? StoredDocument.LOCAL : stored.owner();
    return new PublishTarget(name, text, owner, base, base == null ? null : text);
  }

  /** The document after publishing; it keeps a draft that was not taken. */
  static StoredDocument published(
      StoredDocument stored, PublishTarget target, long version, Set<Document.Name> taken) {
    StoredDocument published =
        stored.published(target.owner(), target.base(), target.local(), target.content(), version);
    return stored.hasDraft() && !taken.contains(target.name())
        ? published.withDraft(
            stored.draft(), stored.isDraftRemoval(), stored.draftAt(), stored.draftBy())
        : published;
  }
}
