package dev.dougong.engine.metadata.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What would become of the values of a field of another type. Nothing is changed. Rights are the
 * caller's business. Thread-safe.
 */
public interface Conversions {

  /** Values that are tried. */
  int MOST_TRIED = 10_000;

  /** Values that are shown. */
  int MOST_SHOWN = 20;

  /** Different values that are told, for types that choose among them. */
  int MOST_VALUES = 50;

  /**
   * Ids of the field types to which values can be converted, in their order; empty for fields whose
   * values are computed, point at something or are tables.
   *
   * @throws dev.dougong.engine.problem.AccessException {@code notFound} where there is no such
   *     field
   */
  List<String> types(String entity, String field);

  /**
   * Reads the newest values as the new type would.
   *
   * @param definition the field as its entity's document would say it
   * @throws dev.dougong.engine.problem.InputException where the definition is not right
   */
  Trial trial(String entity, String field, ObjectNode definition);

  /**
   * What came of it.
   *
   * @param tried values that were read
   * @param isCut whether there are more
   * @param lost values that the new type cannot read
   * @param samples of those, at most {@link #MOST_SHOWN}
   * @param values different values, the most frequent first, at most {@link #MOST_VALUES}
   * @param isKept whether the values stay as they are: both types keep them alike, so that those
   *     that do not fit are only refused when somebody changes them
   */
  record Trial(
      long tried,
      boolean isCut,
      long lost,
      List<String> samples,
      List<String> values,
      boolean isKept) {

    /** Copies the lists. */
    public Trial {
      samples = List.copyOf(samples);
      values = List.copyOf(values);
    }
  }
}
