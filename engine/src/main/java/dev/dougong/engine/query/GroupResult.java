package dev.dougong.engine.query;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answer of a {@link GroupQuery}.
 *
 * @param rows set by set, in order; of each set at most as many as the limit
 * @param groups how many groups the first set has, also those behind the limit
 * @param isCut whether any set has more groups than the limit
 * @param labels names of the records, users and units that keys point at; those that the reader may
 *     not see are missing
 */
public record GroupResult(List<Row> rows, long groups, boolean isCut, Map<UUID, String> labels) {

  /** The name of the group into which all groups behind the largest ones went. */
  public static final Object OTHERS =
      new Object() {
        @Override
        public String toString() {
          return "others";
        }
      };

  /** Copies the lists. */
  public GroupResult {
    rows = List.copyOf(rows);
    labels = Map.copyOf(labels);
  }

  /**
   * A group.
   *
   * @param set place of its set
   * @param keys canonical values, null for none, {@link #OTHERS}; null too where the set lacks the
   *     key
   * @param values canonical values of the measures
   * @param records how many records it is made of
   */
  public record Row(
      int set, List<@Nullable Object> keys, List<@Nullable Object> values, long records) {}
}
