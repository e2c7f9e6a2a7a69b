package dev.dougong.engine.metadata.publish;

import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.problem.Problem;
import java.util.List;

/** Makes drafts hold. All or nothing. Rights are the caller's business. Thread-safe. */
public interface Publishing {

  /**
   * Publishes the drafts of the items and swaps the snapshot.
   *
   * @throws dev.dougong.engine.problem.InputException with everything that is wrong anywhere
   * @throws dev.dougong.engine.problem.ConflictException {@code metadata.consentNeeded} where
   *     values would become unreadable and there is no consent
   */
  PublishResult publish(List<Document.Name> items, PublishOptions options);

  /** What publishing the items would do, or what is wrong; changes nothing. */
  Preview preview(List<Document.Name> items, PublishOptions options);

  /** The same without consent and wishes. */
  default Preview preview(List<Document.Name> items) {
    return preview(items, PublishOptions.by(null));
  }

  /**
   * What a publishing would do.
   *
   * @param problems for which it would be refused
   * @param result what it would do; its version is that which holds now
   * @param metadata the snapshot that would hold; incomplete where there are problems
   */
  record Preview(List<Problem> problems, PublishResult result, Metadata metadata) {

    /** Copies the list. */
    public Preview {
      problems = List.copyOf(problems);
    }
  }
}
