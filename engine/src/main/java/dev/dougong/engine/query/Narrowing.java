package dev.dougong.engine.query;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.query.GroupMeasure.Epoch;
import dev.dougong.engine.query.GroupMeasure.Reach;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records behind a part of a {@link GroupQuery}'s answer, as conditions of a list.
 *
 * @param query what was asked
 * @param filter of the measure that is looked into, or null
 * @param epoch of that measure
 * @param groups the keys that are known
 */
public record Narrowing(
    GroupQuery query, @Nullable Expression filter, Epoch epoch, List<Group> groups) {

  /** Copies the list. */
  public Narrowing {
    groups = List.copyOf(groups);
  }

  /**
   * A key and its value.
   *
   * @param key place in the query
   * @param value as in the answer: canonical, null for none, or {@link GroupResult#OTHERS}
   * @param reach which groups beside it are meant too, in the order of the key; null for it alone
   */
  public record Group(int key, @Nullable Object value, @Nullable Reach reach) {

    /** This group alone. */
    public Group(int key, @Nullable Object value) {
      this(key, value, null);
    }

    /** The same with all groups that a measure of this reach adds up. */
    public Group reaching(Reach wanted) {
      return new Group(key, value, wanted);
    }
  }
}
