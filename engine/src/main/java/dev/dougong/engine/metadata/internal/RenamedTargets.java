package dev.dougong.engine.metadata.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.check.CandidateCheck;
import dev.dougong.engine.metadata.check.RenamedFields;
import dev.dougong.engine.metadata.compile.Compilation;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentSet;
import dev.dougong.engine.metadata.document.FormerKeys;
import dev.dougong.engine.metadata.publish.PublishTarget;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.metadata.store.StoredDocument;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Documents that follow renamed fields become targets of the publishing that renames. */
final class RenamedTargets {

  private final DocumentStore store;
  private final CandidateCheck check;
  private final Metadata before;
  private final IdAssignment ids;
  private final Set<Document.Name> wanted = new HashSet<>();

  /** For one publishing of the wanted targets. */
  RenamedTargets(
      DocumentStore store,
      CandidateCheck check,
      Metadata before,
      IdAssignment ids,
      List<PublishTarget> wanted) {
    this.store = store;
    this.check = check;
    this.before = before;
    this.ids = ids;
    wanted.forEach(target -> this.wanted.add(target.name()));
  }

  /** The targets, and with them all documents that follow; the same list where none does. */
  List<PublishTarget> follow(
      DocumentSet documents, Compilation compilation, List<PublishTarget> targets) {
    FormerKeys formerKeys =
        RenamedFields.formerKeys(
            before, compilation.metadata(), id -> ids.replaced().getOrDefault(id, id));
    boolean isNeeded = formerKeys.hasNew() || !compilation.problems().isEmpty();
    if (formerKeys.isEmpty() || !isNeeded) {
      return targets;
    }
    Map<Document.Name, PublishTarget> byName = new LinkedHashMap<>();
    targets.forEach(target -> byName.put(target.name(), target));
    Map<Document.Name, StoredDocument> older = new LinkedHashMap<>();
    for (StoredDocument stored : store.documents()) {
      if (!wanted.contains(stored.name())) {
        older.put(stored.name(), stored);
      }
    }
    Map<Document.Name, ObjectNode> followed =
        check.renamedFields().follow(documents, compilation.metadata(), formerKeys, older.keySet());
    followed.forEach(
        (name, content) ->
            byName.put(name, renamed(byName.get(name), older.get(name), name, content)));
    return followed.isEmpty() ? targets : List.copyOf(byName.values());
  }

  /** What an owner's package has stays as it was; what follows from the rename is local. */
  private static PublishTarget renamed(
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

  /** The document after publishing; it keeps a draft where it only followed a rename. */
  static StoredDocument published(
      StoredDocument stored, PublishTarget target, long version, Set<Document.Name> wanted) {
    StoredDocument published =
        stored.published(target.owner(), target.base(), target.local(), target.content(), version);
    return stored.hasDraft() && !wanted.contains(target.name())
        ? published.withDraft(
            stored.draft(), stored.isDraftRemoval(), stored.draftAt(), stored.draftBy())
        : published;
  }
}
