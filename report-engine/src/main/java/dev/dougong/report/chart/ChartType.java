package dev.dougong.report.chart;

import java.util.List;
import java.util.Set;

/**
 * A way to show the answer of a report. Implementations are stateless, thread-safe and found by
 * {@code Instance<ChartType>}; each stands in a package of its own and has a no-argument
 * constructor. The browser draws it by the definition in the folder of the same id.
 */
public interface ChartType {

  /** Id in documents, lowerCamelCase; never changes. */
  String id();

  /** What it shows, in the order in which slots are filled that a report does not name. */
  List<ChartSlot> slots();

  /**
   * What it is the usual picture for, so that designers can propose it; no two types claim the
   * same.
   */
  default Set<Purpose> purposes() {
    return Set.of();
  }

  /**
   * The groupings of field types whose groups it is made for, by their names; designers propose it
   * for them before anything else. No two types claim the same.
   */
  default Set<String> groupings() {
    return Set.of();
  }

  /** How its answer is said in words. */
  default Digest digest() {
    return Digest.ROWS;
  }

  /** Whether it shows reports that name no chart; exactly one type does, and suits all of them. */
  default boolean isPlain() {
    return false;
  }
}
