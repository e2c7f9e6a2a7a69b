package dev.dougong.engine.query;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.query.GroupMeasure.Epoch;
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
   */
  public record Group(int key, @Nullable Object value) {}
}
