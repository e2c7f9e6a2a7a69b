package dev.dougong.engine.definition;

import dev.dougong.engine.value.Label;
import java.util.List;

/**
 * By what records of an entity are taken for duplicates of each other.
 *
 * @param key name within the entity
 * @param label name for people
 * @param match what must agree, all of it
 */
public record DuplicateRule(String key, Label label, List<Match> match) {

  /** Copies the list. */
  public DuplicateRule {
    match = List.copyOf(match);
  }

  /** How the values of a field agree. */
  public enum How {
    /** They are the same. */
    EQUAL,
    /** They are alike, as names are. */
    SIMILAR
  }

  /**
   * A field whose values must agree; records without one agree with none.
   *
   * @param field its key
   */
  public record Match(String field, How how) {}
}
