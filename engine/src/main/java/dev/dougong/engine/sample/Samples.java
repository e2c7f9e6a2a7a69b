package dev.dougong.engine.sample;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Metadata;
import java.util.List;
import java.util.Set;

/**
 * The sample records of the workspace: made by a package, or by a workflow about one of those. What
 * a person made never goes, and neither does a sample that a record which stays refers to. Removed
 * records lie in the recycle bin. For administrators; refuses others with a {@code
 * ProblemException}. Thread-safe.
 */
public interface Samples {

  /** Reason in the history of a record that was removed. */
  String REMOVE = "samples";

  /** What there is, and what would go. */
  Standing look(Access access, Choice choice);

  /** Lets all that goes wait for its removal, at once; {@link #proceed} then removes it. */
  Standing remove(Access access, Choice choice);

  /**
   * Removes some of those that wait, in a transaction of its own. Any number of nodes may call; one
   * of them works.
   *
   * @return how many wait no more; 0 where none waits or another node is at it
   */
  int proceed(Metadata metadata);

  /**
   * Which samples.
   *
   * @param left keys of entities whose samples stay
   * @param withChanged also those that a person has changed
   */
  record Choice(Set<String> left, boolean withChanged) {

    /** Copies the set. */
    public Choice {
      left = Set.copyOf(left);
    }
  }

  /**
   * Samples of an entity.
   *
   * @param entity key
   * @param removable how many would go, with what workflows made of samples
   * @param changed how many samples a person has changed
   * @param needed how many stay because a record that stays refers to them
   */
  record OfEntity(String entity, long removable, long changed, long needed) {}

  /**
   * How it stands.
   *
   * @param entities with at least one sample, in the order of the metadata
   * @param waiting how many records still wait for their removal
   */
  record Standing(List<OfEntity> entities, long waiting) {

    /** Copies the list. */
    public Standing {
      entities = List.copyOf(entities);
    }
  }
}
