package dev.dougong.engine.query;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.metadata.Entity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values over groups of records, checked: trees instead of texts, places instead of names. All
 * trees were checked against a {@link ReaderScope} of the reader who asks, or against a {@link
 * GroupScope}.
 *
 * @param entity whose records count
 * @param conditions all hold for a record that counts
 * @param period days whose records count, or null for all
 * @param keys what groups are made by
 * @param measures values of each group
 * @param sets which of the keys make groups, as ascending places; the first set holds all keys, the
 *     others are subtotals and, where it is empty, the total
 * @param answered how many of the sets are answered; the others only serve measures
 * @param having holds for a group of the first set that is shown; null for all
 * @param order of the groups; empty for the order of the keys
 * @param limit groups of each set at the most
 */
public record GroupQuery(
    Entity entity,
    List<Expression> conditions,
    @Nullable GroupPeriod period,
    List<GroupKey> keys,
    List<GroupMeasure> measures,
    List<List<Integer>> sets,
    int answered,
    @Nullable Expression having,
    List<Order> order,
    int limit) {

  /** Most groups of one answer. */
  public static final int MAX_LIMIT = 10_000;

  /** Most keys of a query. */
  public static final int MAX_KEYS = 8;

  /** Copies the lists. */
  public GroupQuery {
    conditions = List.copyOf(conditions);
    keys = List.copyOf(keys);
    measures = List.copyOf(measures);
    sets = sets.stream().map(List::copyOf).toList();
    order = List.copyOf(order);
  }

  /**
   * One column of the order.
   *
   * @param column place of a key, or of a measure behind all keys
   */
  public record Order(int column, boolean isDescending) {}

  /** Whether a key names its largest groups only and the others are the rest. */
  public boolean hasRest() {
    return keys.stream().anyMatch(key -> key.top() != null);
  }

  /** The aggregated measure at a place. */
  public GroupMeasure.Aggregated aggregated(int place) {
    if (measures.get(place) instanceof GroupMeasure.Aggregated aggregated) {
      return aggregated;
    }
    throw new IllegalArgumentException("place: measure " + place + " is not aggregated");
  }
}
