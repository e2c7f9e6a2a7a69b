package dev.dougong.engine.metadata.publish;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.SchemaChange;
import java.util.List;

/**
 * What a publishing did.
 *
 * @param version that holds now
 * @param published names of what is new, changed or removed
 * @param drafts names of drafts that go on waiting and were rewritten with it
 * @param changes of storage, in their order; long ones go on in the background
 * @param warnings what is allowed but should be looked at
 */
public record PublishResult(
    long version,
    List<Document.Name> published,
    List<Document.Name> drafts,
    List<SchemaChange> changes,
    List<Problem> warnings) {

  /** Copies the lists. */
  public PublishResult {
    published = List.copyOf(published);
    drafts = List.copyOf(drafts);
    changes = List.copyOf(changes);
    warnings = List.copyOf(warnings);
  }
}
