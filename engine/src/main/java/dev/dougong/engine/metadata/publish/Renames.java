package dev.dougong.engine.metadata.publish;

import dev.dougong.engine.metadata.document.Document;
import java.util.List;

/** Gives fields and entities other keys. Rights are the caller's business. Thread-safe. */
public interface Renames {

  /**
   * Documents that somebody edits, with another key of a field; nothing is saved. Keys and
   * expressions in all of them follow. When they are published all others do.
   *
   * @param edited the entity's own document among them, or the published one is taken
   * @param field its key in the edited document; for one of the rows of a table {@code table.field}
   * @param to the new key
   * @return the same documents in their order, the entity's at the end where it was not among them
   * @throws dev.dougong.engine.problem.InputException where the key cannot be taken
   */
  List<Document> field(String entity, String field, String to, List<Document> edited);

  /**
   * Publishes an entity under another key, with all documents that name it.
   *
   * @param options without consent where nothing is to become unreadable, which a rename never does
   * @throws dev.dougong.engine.problem.InputException where the key cannot be taken, or the entity
   *     belongs to an app
   */
  PublishResult entity(String entity, String to, PublishOptions options);
}
