package dev.dougong.engine.metadata.impact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What hangs on a field or an entity.
 *
 * @param documents that name it, by kind and key
 * @param others what else hangs on it
 * @param records with a value, or of the entity; null where it is not stored or not counted in time
 */
public record Impact(
    List<UsingDocument> documents, List<OtherUse> others, @Nullable Records records) {

  /** Copies the lists. */
  public Impact {
    documents = List.copyOf(documents);
    others = List.copyOf(others);
  }

  /**
   * A bounded count.
   *
   * @param isMore whether there are more than the count
   */
  public record Records(long count, boolean isMore) {}
}
