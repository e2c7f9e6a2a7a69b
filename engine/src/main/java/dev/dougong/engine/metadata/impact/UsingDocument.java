package dev.dougong.engine.metadata.impact;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.value.Label;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document that names the subject.
 *
 * @param label what people call it
 * @param owner app that it belongs to, or {@code local}
 * @param uses at least one
 * @param hasDraft whether changes of it wait to be published
 * @param draftBy who saved them last, or null
 */
public record UsingDocument(
    Document.Name name,
    Label label,
    String owner,
    List<Use> uses,
    boolean hasDraft,
    @Nullable UUID draftBy) {

  /** Copies the list. */
  public UsingDocument {
    uses = List.copyOf(uses);
  }

  /** Whether it can go on without the subject. */
  public boolean isLoose() {
    return uses.stream().allMatch(Use::isLoose);
  }
}
