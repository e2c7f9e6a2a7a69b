package dev.dougong.engine.packages.internal;

import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.metadata.document.DocumentMerge;
import dev.dougong.engine.metadata.publish.PublishTarget;
import dev.dougong.engine.metadata.store.DocumentStore;
import dev.dougong.engine.metadata.store.StoredDocument;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Drafts that wait while a package changes what they are drafts of. They take over what it brings
 * and keep what their author did; else publishing them would take the upgrade back.
 */
final class WaitingDrafts {

  private WaitingDrafts() {}

  private record Carried(StoredDocument draft, DocumentMerge.Merged merged) {}

  /** Writes them, before the targets are published. */
  static void carry(DocumentStore store, List<PublishTarget> targets) {
    for (PublishTarget target : targets) {
      Carried carried = carried(store, target);
      if (carried != null) {
        StoredDocument draft = carried.draft();
        String text = DocumentJson.write(carried.merged().document());
        store.save(draft.withDraft(text, false, draft.draftAt(), draft.draftBy()));
      }
    }
  }

  /** What people should know of them. */
  static List<Problem> warnings(DocumentStore store, List<PublishTarget> targets) {
    List<Problem> warnings = new ArrayList<>();
    for (PublishTarget target : targets) {
      Carried carried = carried(store, target);
      if (carried != null) {
        List<String> places =
            carried.merged().conflicts().stream().map(DocumentMerge.Conflict::place).toList();
        String document = target.name().toString();
        warnings.add(
            places.isEmpty()
                ? Problem.of("package.draftWaits").with("document", document)
                : Problem.of("package.draftDiffers")
                    .with("document", document)
                    .with("places", places));
      }
    }
    return warnings;
  }

  private static @Nullable Carried carried(DocumentStore store, PublishTarget target) {
    StoredDocument stored = store.find(target.name());
    String draft = stored == null ? null : stored.draft();
    String content = stored == null ? null : stored.content();
    String fresh = target.content();
    if (stored == null || draft == null || content == null || fresh == null) {
      return null;
    }
    return new Carried(
        stored,
        DocumentMerge.merge(
            DocumentJson.read(content), DocumentJson.read(draft), DocumentJson.read(fresh)));
  }
}
