package dev.dougong.engine.duplicate;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.definition.DuplicateRule;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds records that are probably the same, by the rules of their entity, among those that the
 * reader may read. A rule that compares a field that is hidden from the reader does not exist for
 * them. Refuses with a {@code ProblemException}. Thread-safe.
 */
public interface Duplicates {

  /** Groups that one page holds at the most. */
  int MAX_LIMIT = 100;

  /** Records that are named of one group; of a larger one the first by id. */
  int MAX_NAMED = 50;

  /** The rules that the reader may use, in the order of the document. */
  List<DuplicateRule> rules(Access access, String entity);

  /** A page of groups. */
  Found find(Access access, Query query);

  /**
   * Tells that records are different things, each from each: none of the pairs is found again.
   *
   * @param records 2 to {@link #MAX_NAMED} that the person may read, at least one of them change
   * @return how many pairs were not known to be different before
   */
  int dismiss(Access access, String entity, List<UUID> records);

  /** Takes it back. */
  int recall(Access access, String entity, List<UUID> records);

  /**
   * What is asked for.
   *
   * @param rule key of one rule, or null for all of them one after the other
   * @param limit 1 to {@link #MAX_LIMIT} groups
   * @param after where the page before ended, or null
   */
  record Query(String entity, @Nullable String rule, int limit, @Nullable String after) {}

  /**
   * A page of groups. One with fewer groups than asked for, even none, need not be the last: the
   * search stops after a while, and {@code next} goes on.
   *
   * @param next where the next page begins, or null after the last one
   * @param tooCommon values that so many records share that these were not compared one by one
   */
  record Found(List<Group> groups, @Nullable String next, int tooCommon) {

    /** Copies the list. */
    public Found {
      groups = List.copyOf(groups);
    }
  }

  /**
   * Records that are probably the same.
   *
   * @param rule that found them
   * @param records at most {@link #MAX_NAMED}, by id
   * @param count how many there are
   */
  record Group(String rule, List<UUID> records, int count) {

    /** Copies the list. */
    public Group {
      records = List.copyOf(records);
    }
  }
}
